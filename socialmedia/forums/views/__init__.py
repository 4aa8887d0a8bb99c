"""The pages, by what they are about: a forum, its moderation, a case."""
