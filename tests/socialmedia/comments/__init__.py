"""Tests of socialmedia.comments."""
