"""Tests of socialmedia.team."""
