"""Whether an act may happen now, by what it is about: a forum, its moderation, a case."""
