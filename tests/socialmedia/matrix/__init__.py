"""Who may open and do what, cell by cell, one module for what belongs together.

Each module has `PAGES` (the name of an address and what each role finds there), `ACTS` (what is typed into
its form and what comes of it for each role) and `rows(cast)`, which makes the rows its addresses are about.
"""
