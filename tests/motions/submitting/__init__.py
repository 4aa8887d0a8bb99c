"""Tests of motions.submitting."""
