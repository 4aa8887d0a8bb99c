"""Questions to the team or the leadership, and what each person says to them."""
