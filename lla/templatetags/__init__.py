"""Filters and tags that templates of every app may load."""
