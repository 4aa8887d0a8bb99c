"""Tests of lla.keys.standing_keys."""
