"""Email addresses, web addresses and telephone numbers: read as people write them, kept in one form."""
