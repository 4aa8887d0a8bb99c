"""Tests of lla."""
