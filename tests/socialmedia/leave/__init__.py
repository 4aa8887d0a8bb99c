"""Tests of socialmedia.leave."""
