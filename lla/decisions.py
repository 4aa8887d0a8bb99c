"""Which decision of this house an address names; the app that keeps what is decided says how to find it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve


@dataclass(frozen=True, slots=True)
class Decision:
    """What everybody may read and is put to a vote; `carried` is None until it was voted on."""

    name: str
    carried: bool | None = None


Finder = Callable[[ResolverMatch], Decision | None]
_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Let an app find a decision of its own by the page that an address opens."""
    _finders.append(finder)
    return finder


def find(address: str) -> Decision | None:
    """The decision that an address of this site names; None for any other page, and for any other site."""
    try:
        asked, ours = urlsplit(address.strip()), urlsplit(settings.ORGANISATION["url"])
        if asked.scheme not in {"http", "https"} or asked.hostname != ours.hostname:
            return None
        match = resolve(asked.path if asked.path.endswith("/") else f"{asked.path}/")
    except (ValueError, Resolver404):
        return None
    return next((decision for finder in _finders if (decision := finder(match))), None)
