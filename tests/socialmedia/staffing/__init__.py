"""Tests of socialmedia.staffing."""
