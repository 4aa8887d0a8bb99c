"""Tests of organisers.personal_data."""
