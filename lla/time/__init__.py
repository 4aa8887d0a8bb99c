"""Days and moments in London: what time it is, in words, as people type them, in calendar files."""
