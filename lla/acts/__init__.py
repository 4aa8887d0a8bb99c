"""What somebody does: who did it, how it is refused, recorded and done only once."""
