"""Editions of the directory, and each group's own copy: frozen, sent, opened and recalled."""
