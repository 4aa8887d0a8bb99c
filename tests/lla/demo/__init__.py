"""Tests of lla.demo."""
