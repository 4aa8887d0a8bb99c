"""What motions hold about one person: told to them, and erased."""
