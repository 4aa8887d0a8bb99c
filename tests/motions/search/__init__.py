"""Tests of motions.search."""
