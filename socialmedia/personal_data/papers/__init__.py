"""What is told to one person about themselves."""
