"""Tests of socialmedia.personal_data."""
