"""The record of social media: what happened, for ever, and the words said with it, which can go."""
