"""Tests of socialmedia.statistics."""
