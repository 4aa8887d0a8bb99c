"""Addresses that open one thing: emailed for a while, or standing and signed."""
