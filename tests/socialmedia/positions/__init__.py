"""Tests of socialmedia.positions."""
