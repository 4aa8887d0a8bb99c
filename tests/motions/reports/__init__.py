"""Tests of motions.reports."""
