"""Regions, affiliated groups and the people who organise in them."""
