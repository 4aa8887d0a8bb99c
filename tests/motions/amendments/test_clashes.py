"""Every pair of amendments that cannot both stand, or whose order matters, is reported; and why."""

import pytest

from lla.text.units import Kind, Part, Unit
from motions.amendments.clashes import Clash, ClashKind, between, conflicts, gravest, table
from motions.amendments.operations import Cut, Insert, Operation, Words
from tests.motions.amendments.test_instructions import text

# The title is unit 0; clause 1 is unit 2, 2 to 2.2 are units 3 to 5, 3 is unit 6, A1 is unit 7.
BASE = text(
    "Conference notes:\n\n1. One two three four five six.\n2. Seven.\n   - eight,\n   - nine.\n3. Ten.",
    "1. Eleven.",
)
NEW = Unit(Kind.CLAUSE, "New.", 1)
BELOW = Unit(Kind.CLAUSE, "New.", 2)
MORE = Unit(Kind.MORE, "New.", 1)
IN_APPENDIX = Unit(Kind.CLAUSE, "New.", 1, False, Part.APPENDIX)
SAME_WORDS, PRE_EMPTS, SAME_PLACE = ClashKind.SAME_WORDS, ClashKind.PRE_EMPTS, ClashKind.SAME_PLACE


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        # Words of one clause.
        (Words(2, 0, 1, "x"), Words(2, 3, 4, "y"), None),
        (Words(2, 0, 1, "x"), Words(3, 0, 1, "y"), None),
        (Words(2, 0, 2, "x"), Words(2, 1, 3, "y"), SAME_WORDS),
        (Words(2, 0, 2, "x"), Words(2, 0, 2, "y"), SAME_WORDS),
        (Words(2, 0, 2, "x"), Words(2, 1, 1, "y"), SAME_WORDS),
        (Words(2, 0, 2, ""), Words(2, 2, 2, "y"), SAME_WORDS),
        (Words(2, 0, 2, "x"), Words(2, 2, 3, "y"), SAME_PLACE),
        (Words(2, 1, 1, "x"), Words(2, 1, 1, "y"), SAME_PLACE),
        (Words(2, 1, 1, "x"), Words(2, 1, 2, "y"), SAME_PLACE),
        # A clause that goes, and what else happens to it.
        (Cut(2, 2), Words(2, 0, 1, "x"), PRE_EMPTS),
        (Cut(2, 2), Words(3, 0, 1, "x"), None),
        (Cut(2, 2), Cut(2, 2, (NEW,)), SAME_WORDS),
        (Cut(2, 2), Cut(2, 5), PRE_EMPTS),
        (Cut(2, 2), Cut(3, 5), None),
        # Something that comes beside a clause that goes.
        (Cut(3, 5), Insert(4, (BELOW,)), PRE_EMPTS),
        (Cut(3, 5), Insert(5, (BELOW,)), PRE_EMPTS),
        (Cut(3, 5), Insert(5, (MORE,)), PRE_EMPTS),
        (Cut(3, 5), Insert(5, (NEW,)), SAME_PLACE),
        (Cut(3, 5), Insert(2, (NEW,)), None),
        (Cut(3, 5, (NEW,)), Insert(2, (NEW,)), None),
        (Cut(3, 5, (BELOW,)), Insert(2, (NEW,)), SAME_PLACE),
        (Cut(6, 6), Insert(6, (IN_APPENDIX,)), None),
        # Insertions.
        (Insert(2, (NEW,)), Insert(2, (BELOW,)), SAME_PLACE),
        (Insert(2, (NEW,)), Insert(3, (NEW,)), None),
        (Insert(6, (NEW,)), Insert(6, (IN_APPENDIX,)), None),
        (Insert(2, (NEW,)), Words(2, 0, 1, "x"), None),
        # All of the text goes.
        (Cut(1, 6, (NEW,)), Insert(0, (NEW,)), PRE_EMPTS),
        (Cut(1, 6, (NEW,)), Insert(6, (NEW,)), PRE_EMPTS),
        (Cut(1, 6, (NEW,)), Words(6, 0, 1, "x"), PRE_EMPTS),
        (Cut(1, 6, (NEW,)), Words(0, 0, 1, "x"), None),
        (Cut(1, 6, (NEW,)), Words(7, 0, 1, "x"), None),
        (Cut(1, 6, (NEW,)), Insert(7, (IN_APPENDIX,)), None),
        (Cut(7, 7), Insert(6, (IN_APPENDIX,)), PRE_EMPTS),
        (Cut(0, 0, (Unit(Kind.TITLE, "New", part=Part.TITLE),)), Insert(0, (NEW,)), None),
    ],
)
def test_two_operations_clash_or_do_not(first: Operation, second: Operation, kind: ClashKind | None) -> None:
    clashes = () if kind is None else (Clash(kind, first, second),)
    assert between(BASE, (first,), (second,)) == clashes
    assert gravest(between(BASE, (second,), (first,))) == kind


def test_the_gravest_clash_of_each_pair_stands_in_the_table() -> None:
    sets = [
        (Words(2, 0, 1, "x"), Insert(3, (NEW,))),
        (Words(2, 1, 2, "y"), Insert(3, (BELOW,))),
        (Words(2, 0, 2, ""),),
        (Words(2, 0, 2, ""),),
        (Words(6, 0, 1, "x"),),
        (Cut(1, 6, (NEW,)),),
    ]
    assert table(BASE, sets) == {
        (0, 1): SAME_PLACE,
        (0, 2): SAME_WORDS,
        (0, 3): SAME_WORDS,
        (0, 5): PRE_EMPTS,
        (1, 2): SAME_WORDS,
        (1, 3): SAME_WORDS,
        (1, 5): PRE_EMPTS,
        (2, 3): ClashKind.IDENTICAL,
        (2, 5): PRE_EMPTS,
        (3, 5): PRE_EMPTS,
        (4, 5): PRE_EMPTS,
    }
    pairs = {(first, second) for first, second, _ in conflicts(BASE, sets)}
    assert pairs == set(table(BASE, sets)) - {(0, 1), (2, 3)}


def test_amendments_that_do_the_same_are_identical() -> None:
    words, insert = Words(2, 0, 1, "x"), Insert(3, (NEW,))
    assert between(BASE, (words, insert), (words, insert)) == (
        Clash(ClashKind.IDENTICAL, words, words),
        Clash(ClashKind.IDENTICAL, insert, insert),
    )
    assert gravest(between(BASE, (words,), (words, insert))) is SAME_WORDS
