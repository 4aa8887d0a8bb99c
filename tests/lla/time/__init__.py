"""Tests of lla.time."""
