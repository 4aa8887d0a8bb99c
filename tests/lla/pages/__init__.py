"""Tests of lla.pages."""
