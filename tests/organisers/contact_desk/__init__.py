"""Tests of organisers.contact_desk."""
