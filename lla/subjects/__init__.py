"""What is held about one person, in all apps: told to them as a file, or erased as far as rows allow."""
