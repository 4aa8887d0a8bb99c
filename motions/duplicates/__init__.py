"""Motions that say the same as another."""
