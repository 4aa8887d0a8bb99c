"""Tests of socialmedia.channel_lifecycle."""
