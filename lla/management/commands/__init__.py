"""Commands of the project: manage.py <name>."""
