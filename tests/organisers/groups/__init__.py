"""Tests of organisers.groups."""
