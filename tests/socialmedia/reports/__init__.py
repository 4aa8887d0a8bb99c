"""Tests of socialmedia.reports."""
