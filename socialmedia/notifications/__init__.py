"""Emails of social media over all subjects: which may be turned off, and which no longer hold."""
