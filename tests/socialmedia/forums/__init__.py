"""Tests of socialmedia.forums."""
