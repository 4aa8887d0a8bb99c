"""The drawing half of every export: blocks in, a page, a PDF or a Word file out."""
