"""The standing orders of a conference, from which a rule is chosen when it is cited."""
