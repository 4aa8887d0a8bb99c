"""What the team did about comments and people in its forums: one form in three fields, and one list."""
