"""Tests of socialmedia.complaints."""
