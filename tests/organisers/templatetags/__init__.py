"""Tests of organisers.templatetags."""
