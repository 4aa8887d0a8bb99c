"""Giving somebody a role in the team, setting its last day, and ending it."""
