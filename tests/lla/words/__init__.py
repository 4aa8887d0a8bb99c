"""Tests of lla.words.cleaning."""
