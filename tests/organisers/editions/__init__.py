"""Tests of organisers.editions."""
