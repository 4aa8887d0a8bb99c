"""Signing in by a code or a passkey: what is changed about allauth."""
