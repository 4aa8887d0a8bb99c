"""Tests of organisers.proposals."""
