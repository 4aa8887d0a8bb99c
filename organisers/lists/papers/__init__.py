"""A list of contacts as a file, and what an organiser's list may hold of whom."""
