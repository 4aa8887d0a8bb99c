"""Tests of socialmedia.media."""
