"""Tests of organisers.ring_round."""
