"""Platforms: added, changed, ended and put in order."""
