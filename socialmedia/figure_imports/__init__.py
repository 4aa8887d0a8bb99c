"""Figures from a spreadsheet: its columns are named, each row is rehearsed, then all are brought in."""
