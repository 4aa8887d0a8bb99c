"""Tests of motions.backing."""
