"""Tests of organisers.lists."""
