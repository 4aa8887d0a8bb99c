"""Tests of lla.links."""
