"""The guidelines by their versions: the text, the figures in force, and what a check says."""
