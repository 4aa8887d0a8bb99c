"""What papers of organisers say, and what of a person may leave the site."""
