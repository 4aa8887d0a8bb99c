"""A conference and the items of its agenda: their moments, settings and pages on the desk."""
