"""Composites: one text of several motions, where its clauses came from, and what their people say to it."""
