"""What came of a post once it was out: the figures its platform gives, and what worked in a month."""
