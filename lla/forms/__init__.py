"""Forms: their fields, how they are drawn, and what they say."""
