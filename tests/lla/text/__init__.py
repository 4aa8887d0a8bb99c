"""Tests of lla.text."""
