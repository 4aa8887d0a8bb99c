"""The pages of social media: find, ask, answer."""
