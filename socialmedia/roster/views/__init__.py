"""The pages, by what they are about: a week of the roster, and swaps."""
