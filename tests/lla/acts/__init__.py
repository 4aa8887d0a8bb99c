"""Tests of lla.acts."""
