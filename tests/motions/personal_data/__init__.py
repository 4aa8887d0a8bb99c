"""Tests of motions.personal_data."""
