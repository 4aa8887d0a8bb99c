"""Tests of socialmedia.dashboard."""
