"""Tags for templates: titles of motions as the reader of a page may see them."""
