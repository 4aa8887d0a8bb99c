"""What the platforms tell of each week, entered by the team and drawn as charts."""
