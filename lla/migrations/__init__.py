"""The toolkit's tables, step by step."""
