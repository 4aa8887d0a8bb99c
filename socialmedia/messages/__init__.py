"""Direct messages by their clocks, from coming in to being answered and forgotten."""
