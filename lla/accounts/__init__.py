"""People who sign in: users, permission groups, the second factor, and who opens which page."""
