"""Social media guidelines, posts and the people who look after the channels."""
