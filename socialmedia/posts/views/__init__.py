"""The pages of posts, by what they show."""
