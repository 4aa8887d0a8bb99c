"""The life of a channel: made, changed, opened, suspended, closed; and the platforms' order of preference."""
