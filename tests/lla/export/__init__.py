"""Tests of exports of everything."""
