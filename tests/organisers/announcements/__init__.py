"""Tests of organisers.announcements."""
