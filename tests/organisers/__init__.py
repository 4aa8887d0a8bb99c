"""Tests of organisers."""
