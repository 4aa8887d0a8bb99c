"""Tests of lla.site."""
