"""Tests of socialmedia.appointments."""
