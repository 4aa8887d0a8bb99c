"""A contact's own page, without an account: the emailed link, the one form, and leaving again."""
