"""Commands of organisers for whoever runs the site."""
