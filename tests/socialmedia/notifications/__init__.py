"""Tests of socialmedia.notifications."""
