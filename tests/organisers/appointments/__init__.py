"""Tests of organisers.appointments."""
