"""Tests of organisers.contact_page."""
