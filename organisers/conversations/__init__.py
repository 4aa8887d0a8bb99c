"""What organisers note of conversations with a group, and what is to follow: about the group, for a year."""
