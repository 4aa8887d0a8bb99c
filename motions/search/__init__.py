"""Search over what anybody may read."""
