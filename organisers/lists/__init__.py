"""Contact lists that organisers download: who stands in one, the request, the file, and asking it back."""
