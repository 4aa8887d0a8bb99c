"""Posts from their first words to where they went out: written, checked, planned, published by hand."""
