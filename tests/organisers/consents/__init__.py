"""Tests of organisers.consents."""
