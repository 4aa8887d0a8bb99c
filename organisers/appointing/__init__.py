"""Appointing organisers on the desk, and what ends with their office."""
