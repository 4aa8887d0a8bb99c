"""Tests of socialmedia.meetings."""
