"""The demonstration's social media team: its quarter as data files, and the acts that retell it."""
