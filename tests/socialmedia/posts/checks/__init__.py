"""Tests of socialmedia.posts.checks."""
