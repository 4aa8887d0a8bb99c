"""Writing to groups from the desk: only where a consent or the group's public address allows it."""
