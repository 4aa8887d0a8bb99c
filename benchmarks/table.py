"""The table: which rows there are and how they are chosen."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from benchmarks import amendments, deadline, emails, lists, pages, papers, soak, social, start, texts
from benchmarks.house import House, opened
from benchmarks.reading import Reading, show

Row = Callable[[House], Iterator[Reading]]

# In this order whatever order they are named in: the first measures before the data is there.
ROWS: dict[str, Row] = {
    "queries": pages.queries,
    "pages": pages.rates,
    "pdf": papers.pdf,
    "booklet": papers.booklet,
    "word": papers.word,
    "deadline": deadline.submissions,
    "emails": emails.code_in_a_backlog,
    "difference": texts.difference,
    "amendments": amendments.amendments,
    "amended": amendments.amended,
    "list": lists.contact_list,
    "staffing": social.staffing,
    "guidelines": social.guidelines,
    "search": pages.searches,
    "start": start.first_page,
    "soak": soak.soak,
}
WHEN_NAMED = {"soak"}  # five minutes, on a machine that does nothing else


def main(arguments: Sequence[str]) -> int:
    """Print the rows asked for; 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="row", help=f"any of: {', '.join(ROWS)} (all but soak)")
    parser.add_argument("--small", action="store_true", help="a few motions, to see that the table works")
    parser.add_argument("--minutes", type=float, default=5, help="how long the soak goes on (5)")
    options = parser.parse_args(arguments)
    if unknown := set(options.rows) - set(ROWS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    with opened(small=options.small, soaking=timedelta(minutes=options.minutes)) as house:
        wanted = set(options.rows) or ROWS.keys() - WHEN_NAMED
        rows = [act for name, act in ROWS.items() if name in wanted]
        return show(reading for act in rows for reading in act(house))
