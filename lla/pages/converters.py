"""How addresses name a month and a kind of file, <month:month> and <paper:suffix>, and a row by its key."""

from datetime import date

from django.urls import register_converter

from lla.links.converters import Emailed
from lla.papers.formats import PRINTED, in_addresses


def row_key(text: str) -> int:
    """The key of a row as a query or a form names it; 0, which no row has, for what can be none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


class Month:
    """2027-01 in an address is the month, or whatever else begins, on 1 January 2027."""

    regex = r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date(int(value[:4]), int(value[5:]), 1)

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"


class Word:
    """A word that stands in an address as it is."""

    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PaperSuffix(Word):
    """The formats a paper comes in."""

    regex = in_addresses(PRINTED)


def register() -> None:
    """Let every address use them."""
    register_converter(Emailed, "emailed")
    register_converter(Month, "month")
    register_converter(PaperSuffix, "paper")
