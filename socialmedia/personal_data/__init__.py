"""What social media hold about one person: told to that person, and erased as far as rows allow."""
