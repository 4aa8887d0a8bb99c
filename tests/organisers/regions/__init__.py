"""Tests of organisers.regions."""
