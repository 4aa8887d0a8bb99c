"""Motions that are marked as duplicates."""
