"""Tests of socialmedia.templatetags."""
