"""Reading Word files that people send: the words that stand in them, and what of them is left out."""
