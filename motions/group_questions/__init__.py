"""A motion in a group's name: the group's contacts are asked, and may say yes or put it on hold."""
