"""Tests of socialmedia.sharing."""
