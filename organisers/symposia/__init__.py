"""The quarterly regional symposium: consulting the groups, deciding, meeting, and what was agreed."""
