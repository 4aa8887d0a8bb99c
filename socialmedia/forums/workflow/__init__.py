"""The acts, by what they are about: a forum, its moderation, a case."""
