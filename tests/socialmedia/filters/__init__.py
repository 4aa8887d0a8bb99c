"""Tests of socialmedia.filters."""
