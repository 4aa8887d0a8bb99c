"""Tests of socialmedia.results."""
