"""Tests of organisers.imports."""
