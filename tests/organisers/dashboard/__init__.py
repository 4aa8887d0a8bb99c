"""Tests of organisers.dashboard."""
