"""Tests of socialmedia.consultations."""
