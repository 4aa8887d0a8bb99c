"""Tests of socialmedia."""
