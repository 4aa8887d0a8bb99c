"""What anybody may read: the pages of conferences, items and motions, and their files."""
