"""Tests of socialmedia.messages."""
