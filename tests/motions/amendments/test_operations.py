"""Operations are stored with a version, and have an order in which they are voted on."""

import json

import pytest

from lla.text.units import Kind, Part, Unit
from motions.amendments.operations import (
    Cut,
    Insert,
    Operations,
    Words,
    from_json,
    in_order,
    is_whole,
    marshalled,
    to_json,
)
from tests.motions.amendments.test_instructions import text

BASE = text("Conference notes:\n\n1. One two.\n2. Three.\n   - Four.", "1. Five.")
NEW = Unit(Kind.CLAUSE, "New.", 2, True)
IN_APPENDIX = Unit(Kind.CLAUSE, "New.", 1, False, Part.APPENDIX)
ALL = Cut(1, 4, (NEW,))


def test_operations_are_stored_and_read_again() -> None:
    operations = (Words(2, 0, 1, "x"), Cut(3, 4, (NEW,)), Insert(5, (IN_APPENDIX,)))
    stored = to_json(operations)
    assert stored == {
        "version": 1,
        "operations": [
            {"do": "words", "unit": 2, "start": 0, "end": 1, "new": "x"},
            {
                "do": "cut",
                "first": 3,
                "last": 4,
                "new": [{"part": "body", "kind": "clause", "depth": 2, "ordered": True, "words": "New."}],
            },
            {
                "do": "insert",
                "after": 5,
                "new": [
                    {"part": "appendix", "kind": "clause", "depth": 1, "ordered": False, "words": "New."}
                ],
            },
        ],
    }
    assert from_json(json.loads(json.dumps(stored))) == operations


@pytest.mark.parametrize(
    "stored", [{"version": 2, "operations": []}, {"version": 1, "operations": [{"do": "x"}]}]
)
def test_what_cannot_be_read_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(
        ValueError, match=r"Operations of version 2 cannot be read|No operation is called 'x'"
    ):
        from_json(stored)


def test_operations_stand_in_the_order_of_the_text() -> None:
    operations = (
        Cut(2, 2),
        Words(3, 0, 1, "x"),
        Words(3, 2, 2, "y"),
        Insert(3, (NEW,)),
        Insert(3, (IN_APPENDIX,)),
    )
    assert in_order(reversed(operations)) == operations


@pytest.mark.parametrize(
    ("cut", "whole"),
    [(ALL, True), (Cut(1, 3), False), (Cut(5, 5), True), (Cut(0, 0), False), (Cut(2, 9), False)],
)
def test_a_cut_is_of_all_lines_or_not(cut: Cut, whole: bool) -> None:
    assert is_whole(cut, BASE) == whole
    assert not is_whole(Cut(1, 1), text("One line."))


def test_amendments_are_voted_on_by_place_and_whole_texts_last() -> None:
    in_the_title, in_clause_1, after_clause_1 = (
        (Words(0, 0, 1, "x"),),
        (Words(2, 0, 1, "x"),),
        (Insert(2, (NEW,)),),
    )
    first_and_last = (Words(2, 0, 1, "x"), Words(4, 0, 1, "x"))
    amendments: list[Operations] = [(ALL,), after_clause_1, first_and_last, in_clause_1, in_the_title]
    assert sorted(amendments, key=lambda operations: marshalled(BASE, operations)) == [
        in_the_title,
        in_clause_1,
        first_and_last,
        after_clause_1,
        (ALL,),
    ]
