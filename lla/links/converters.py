"""How an address carries the token of an emailed link, <emailed:token>."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lla.links.models import Link


class Token(str):
    """A token in the address of a page, with the link that the page has read by it."""

    link: "Link | None" = None


class Emailed:
    regex = "[^/]+"

    def to_python(self, value: str) -> Token:
        return Token(value)

    def to_url(self, value: str) -> str:
        return value
