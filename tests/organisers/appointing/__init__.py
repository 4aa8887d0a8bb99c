"""Tests of organisers.appointing."""
