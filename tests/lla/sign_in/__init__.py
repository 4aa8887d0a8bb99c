"""Tests of lla.sign_in."""
