"""Spreadsheets that people send in: their cells as words, within bounds, and what of them was left out."""
