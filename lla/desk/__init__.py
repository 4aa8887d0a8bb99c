"""The committee's desk: our admin site."""
