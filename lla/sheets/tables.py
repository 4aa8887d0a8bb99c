"""A table as it was sent: its head and its rows of words, and the bounds that it keeps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from lla.acts.refusals import NotAllowed
from lla.words.cleaning import one_line

LARGEST_FILE = 2 * 1024 * 1024  # bytes; up to that much Django keeps an upload in memory and on no disk
MOST_ROWS = 1_000
MOST_LINES = 20_000  # empty ones counted with them
MOST_COLUMNS = 60
LONGEST_CELL = 500  # characters; what is longer is cut, and every field that takes a cell asks for less
NO_TABLE = (
    "This is not a spreadsheet that we can read. Save it as .xlsx or .csv in your spreadsheet program and "
    "choose it again."
)
EMPTY = "There is nothing in this spreadsheet. Choose another file."
ONLY_A_HEAD = "This spreadsheet has only one line. Below the names of the columns it needs at least one more."
TOO_MANY_ROWS = f"This spreadsheet has more than {MOST_ROWS:,} rows. Divide it into several files."
TOO_MANY_LINES = (
    f"This spreadsheet has more than {MOST_LINES:,} lines, most of them empty. Copy the rows that matter "
    "into a new spreadsheet."
)
TOO_MANY_COLUMNS = f"This spreadsheet has more than {MOST_COLUMNS} columns. Delete those that do not matter."


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `number` is the one that a spreadsheet program shows."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`head` names the columns, blank where nothing does; each row has as many cells as the head.

    `left_out` says in sentences what of the file is not in it.
    """

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()


def words(value: object) -> str:
    """A cell as words: whole numbers without a point, days as 2026-11-30, no more than a bounded length."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
    text = one_line(str(value)[: 2 * LONGEST_CELL])[:LONGEST_CELL]
    # Programs that write spreadsheets put it before what could be taken for a formula, ours too.
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def bounded(lines: Iterable[Sequence[object]]) -> list[Row]:
    """The lines that say anything, with their numbers; raises NotAllowed when there are too many."""
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        if number > MOST_LINES:
            raise NotAllowed([TOO_MANY_LINES])
        cells = tuple(map(words, line))
        if not any(cells):
            continue
        if any(cells[MOST_COLUMNS:]):
            raise NotAllowed([TOO_MANY_COLUMNS])
        rows.append(Row(number, cells[:MOST_COLUMNS]))
        if len(rows) > MOST_ROWS + _MOST_ABOVE:
            raise NotAllowed([TOO_MANY_ROWS])
    return rows


_MOST_ABOVE = 10  # lines of a title above the head


def table(rows: Sequence[Row], *, left_out: Sequence[str] = ()) -> Table:
    """The table whose head is the fullest of its first lines: what stands above it is a title.

    Raises NotAllowed when there is no row below the head.
    """
    if not rows:
        raise NotAllowed([EMPTY])
    at = _head(rows)
    head, below = rows[at], rows[at + 1 :]
    if not below:
        raise NotAllowed([ONLY_A_HEAD])
    if len(below) > MOST_ROWS:
        raise NotAllowed([TOO_MANY_ROWS])
    width = max(_width(row) for row in (head, *below))
    said = list(left_out)
    if at:
        said.append("What is above the names of the columns was left out.")
    return Table(
        head=_padded(head.cells, width),
        rows=tuple(Row(row.number, _padded(row.cells, width)) for row in below),
        left_out=tuple(said),
    )


def _head(rows: Sequence[Row]) -> int:
    """Which of the first lines names the columns: the first that has about as many words as any of them.

    A title, even one in merged cells, fills fewer.
    """
    first = rows[: _MOST_ABOVE + 1]
    filled = [sum(map(bool, row.cells)) for row in first]
    enough = max(filled) / 2
    return next(index for index, number in enumerate(filled) if number > enough or number == max(filled))


def _width(row: Row) -> int:
    return max(index for index, cell in enumerate(row.cells, start=1) if cell)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))
