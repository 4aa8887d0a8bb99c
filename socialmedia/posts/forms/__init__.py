"""What is typed of posts: the post itself, and what is done with it."""
