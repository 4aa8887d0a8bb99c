"""Tests of motions.committee."""
