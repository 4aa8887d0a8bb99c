"""What a group is: its kind, its standing, its region, and the steps on its record."""
