"""One person's own data: what organisers hold about them, told to them, and how it is erased."""
