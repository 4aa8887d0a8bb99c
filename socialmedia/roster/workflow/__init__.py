"""The acts on the roster, by what they are about: duties and swaps."""
