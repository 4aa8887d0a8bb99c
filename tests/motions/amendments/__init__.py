"""Tests of motions.amendments."""
