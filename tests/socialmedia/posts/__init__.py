"""Tests of socialmedia.posts."""
