"""Tests of lla.accounts."""
