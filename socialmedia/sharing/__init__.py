"""Sharing a link in a few taps: what is known of it is filled in, one tick and one button plan the post."""
