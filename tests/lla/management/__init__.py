"""Tests of lla.management."""
