"""Tests of socialmedia.what_we_did."""
