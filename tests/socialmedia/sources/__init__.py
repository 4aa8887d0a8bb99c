"""Tests of socialmedia.sources."""
