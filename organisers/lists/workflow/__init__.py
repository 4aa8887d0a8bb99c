"""Contact lists: asked for, approved, downloaded, and asked back."""
