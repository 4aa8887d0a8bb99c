"""Tests of organisers.disclosures."""
