"""Which column of a spreadsheet says what, told by the names of the columns."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from lla.words.folding import folded

Column = TypeVar("Column", bound=str)


def plain(name: str) -> str:
    """The name of a column in small letters, without signs."""
    return " ".join(folded(name.replace("_", " ")).replace("-", " ").split()).replace("e mail", "email")


def known_names(names: Mapping[Column, str]) -> Mapping[Column, frozenset[str]]:
    """The names that each column may have, from one line of them with commas between."""
    return {column: frozenset(name.strip() for name in line.split(",")) for column, line in names.items()}


def by_name(head: Sequence[str], known: Mapping[Column, frozenset[str]]) -> list[str]:
    """The column that each name is known for, blank for one that says nothing to us; none comes twice."""
    found: list[str] = [""] * len(head)
    for index, name in enumerate(map(plain, head)):
        column = next((column for column, names in known.items() if name in names), None)
        if column and column not in found:
            found[index] = column
    return found
