"""Giving and taking back consent: a contact's own answers, and those an organiser records for them."""
