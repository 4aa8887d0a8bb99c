"""The roof: pages that belong to no app, and what happens around every request."""
