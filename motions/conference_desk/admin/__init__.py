"""The pages of conferences on the desk."""
