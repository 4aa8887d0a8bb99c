"""The order paper: sessions with their business in order, what falls with what, and the delegates' list."""
