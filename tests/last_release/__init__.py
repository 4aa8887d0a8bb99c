"""The demonstration as the last release left it: its database, and what its pages said."""
