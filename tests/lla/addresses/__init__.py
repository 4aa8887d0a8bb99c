"""Tests of lla.addresses."""
