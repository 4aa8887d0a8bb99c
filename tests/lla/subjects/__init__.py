"""Tests of lla.subjects."""
