"""The checks of a post: plain facts and the figures of the guidelines in, verdicts in sentences out."""
