"""Tests of socialmedia.roster.coverage."""
