"""Emails: rows written beside the act they tell of, how they leave, and what their readers turn off."""
