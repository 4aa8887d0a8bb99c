"""Standing orders of a conference."""
