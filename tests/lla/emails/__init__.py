"""Tests of lla.emails."""
