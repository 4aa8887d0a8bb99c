"""The team's meetings: when the next is due, and what was said at the last."""
