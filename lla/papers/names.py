"""File names that every machine and every mail header can carry."""

import re
import unicodedata

_LONGEST = 80


def filename(stem: str, suffix: str) -> str:
    """A file name in plain ASCII; `suffix` is ours, such as ".pdf"."""
    composed = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    safe = re.sub(r"[^a-z0-9]+", "-", composed).strip("-")[:_LONGEST].rstrip("-")
    return f"{safe or 'paper'}{suffix}"
