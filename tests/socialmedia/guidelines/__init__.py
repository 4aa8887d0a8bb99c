"""Tests of socialmedia.guidelines."""
