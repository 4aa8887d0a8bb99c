"""Tests of motions.agenda."""
