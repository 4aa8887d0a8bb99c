"""The shape of what organisers, contacts and the public type."""
