"""Questions about many rows of social media, one module for what belongs together."""
