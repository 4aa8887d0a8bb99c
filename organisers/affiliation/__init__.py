"""How a group applies, is affiliated, lapses, leaves and moves, and the pages of it."""
