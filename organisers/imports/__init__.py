"""Bringing in groups and contacts from a spreadsheet: rehearsed, recorded, undone while nobody answered."""
