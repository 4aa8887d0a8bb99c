"""Comments that somebody had to think about, and what was done about them."""
