"""Encryption under SECRET_KEY, and the site's own keys, which outlive it."""
