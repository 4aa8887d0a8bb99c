"""Tests of motions.reading."""
