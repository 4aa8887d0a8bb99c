"""What the papers, calendars and files of the team say, and what of it may leave."""
