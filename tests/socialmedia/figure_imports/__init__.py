"""Tests of socialmedia.figure_imports."""
