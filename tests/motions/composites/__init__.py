"""Composites of several motions."""
