"""Amendments: what they change in a motion, in words and in its text; how they meet and are answered."""
