"""Tests of lla.limits."""
