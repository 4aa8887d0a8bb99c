"""Tests of the papers engine."""
