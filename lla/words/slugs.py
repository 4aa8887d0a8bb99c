"""The name of a row as its address says it."""

from collections.abc import Iterable
from itertools import count

from django.utils.text import slugify


def free_slug(name: str, taken: Iterable[str], *, longest: int, otherwise: str) -> str:
    """The name as an address, or `otherwise`; with a number where it is taken."""
    base, others = slugify(name)[:longest].strip("-") or otherwise, set(taken)
    numbered = (f"{base}-{number}" for number in count(2))
    return base if base not in others else next(slug for slug in numbered if slug not in others)
