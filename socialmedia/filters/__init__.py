"""The keyword filter: its versions, what it hits, and where it is installed."""
