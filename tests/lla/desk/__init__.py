"""Tests of lla.desk.site."""
