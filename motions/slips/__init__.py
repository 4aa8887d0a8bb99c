"""Typing errors in a motion, which the committee corrects without its mover."""
