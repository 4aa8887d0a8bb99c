"""One function for each letter of the social media team."""
