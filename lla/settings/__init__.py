"""Settings: what all places share (base), and what each place changes."""
