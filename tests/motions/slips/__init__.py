"""Slips that the committee corrects."""
