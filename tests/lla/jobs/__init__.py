"""Tests of lla.jobs."""
