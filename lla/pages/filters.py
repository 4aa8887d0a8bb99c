"""The ways to narrow a list, as tags: each an address with the number of rows behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class FilterTag:
    """One way to narrow a list; components/filters.html draws them."""

    words: str
    url: str
    current: bool
    count: int | None = None


def filter_tags(
    request: HttpRequest,
    choices: Iterable[tuple[str, str]],
    *,
    key: str = "show",
    shown: str = "",
    counts: Mapping[str, int] | None = None,
) -> list[FilterTag]:
    """A tag for each choice of a value and its words; the choice "" takes the key out of the address.

    Other parts of the query stay, but for the page of a long list.
    """
    tags = []
    for value, words in choices:
        query = request.GET.copy()
        query.pop("page", None)
        query.pop(key, None)
        if value:
            query[key] = value
        address = f"{request.path}?{query.urlencode()}" if query else request.path
        tags.append(FilterTag(words, address, value == shown, counts[value] if counts else None))
    return tags
