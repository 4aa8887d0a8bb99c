"""A symposium's acts, and what is done for it by night."""
