"""The organiser's pages of editions, and the pages of a group's copy."""
