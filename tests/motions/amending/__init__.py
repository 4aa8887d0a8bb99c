"""The mover of a motion answers amendments."""
