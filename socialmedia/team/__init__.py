"""Who is in the social media team, when they are away, and who may do what."""
