"""The pages of the people behind a motion: signing, "my motions" and each of their acts."""
