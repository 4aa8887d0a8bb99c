"""The mover of a motion answers the amendments to it."""
