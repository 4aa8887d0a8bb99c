"""Tests of organisers.symposia."""
