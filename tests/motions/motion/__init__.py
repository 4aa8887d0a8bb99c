"""Tests of motions.motion."""
