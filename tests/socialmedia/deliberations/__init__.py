"""Tests of socialmedia.deliberations."""
