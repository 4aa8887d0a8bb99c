"""Whose material may be shared and liked, and what a look at each of them found."""
