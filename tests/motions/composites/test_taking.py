"""A clause is taken to the end of a text, with what stands below it and in the same part."""

import pytest

from lla.text.units import units, write
from motions.composites.taking import may_be_taken, take

SOURCE = units(
    "Homes",
    "Conference resolves:\n\n- To build:\n  - In towns.\n    - And cities.\n  - In villages.\n- To plant.",
    "A table of towns.",
)
TEXT = units("Both", "Conference resolves:\n\n- To cap rents.", "")


@pytest.mark.parametrize(
    ("place", "body", "appendix"),
    [
        (2, "- To cap rents.\n- To build:\n  - In towns.\n    - And cities.\n  - In villages.", ""),
        (3, "- To cap rents.\n- In towns.\n  - And cities.", ""),
        (4, "- To cap rents.\n- And cities.", ""),
        (6, "- To cap rents.\n- To plant.", ""),
        (7, "- To cap rents.", "A table of towns."),
    ],
)
def test_a_clause_comes_with_what_stands_below_it(place: int, body: str, appendix: str) -> None:
    title, *rest = write(take(TEXT, SOURCE, place))
    assert (title, *rest) == ("Both", f"Conference resolves:\n\n{body}", appendix)


def test_an_opening_line_begins_a_part_of_its_own() -> None:
    _, body, _ = write(take(TEXT, SOURCE, 1))
    assert body == "Conference resolves:\n\n- To cap rents.\n\nConference resolves:"


def test_neither_a_title_nor_what_is_not_there_can_be_taken() -> None:
    assert [may_be_taken(SOURCE, place) for place in (-1, 0, 1, 7, 8)] == [False, False, True, True, False]
