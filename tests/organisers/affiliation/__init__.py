"""Tests of organisers.affiliation."""
