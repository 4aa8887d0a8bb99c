"""Tests of organisers.region_pages."""
