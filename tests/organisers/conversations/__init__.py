"""Tests of organisers.conversations."""
