"""What the committee sees of social media on the desk."""
