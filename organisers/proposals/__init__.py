"""Colleagues whom a group's secretary proposes as contacts, and their own yes or no."""
