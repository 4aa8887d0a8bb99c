"""The name of a row as its address says it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify


def free_slug(rows: QuerySet[Any], name: str, *, longest: int, otherwise: str) -> str:
    """The name as an address, with a number where one of the rows has it, or `otherwise`."""
    base = slugify(name)[:longest].strip("-") or otherwise
    taken = set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
    tries = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in tries if slug not in taken)
