"""Plain text as people type it and programs paste it: lists, lead-ins, lines broken in two, and numbers."""

import hypothesis
import pytest
from hypothesis import strategies as st

from lla.papers.blocks import Block, ListBlock
from lla.text.pasted import normalise, told_joined
from lla.text.reading import parse

MAIL = (
    "Conference notes that many of our groups have not met since the spring, and\n"
    "that nobody in the regions had been asked to help them. Conference thanks\n"
    "Hull Left for its survey.\n"
    "\n"
    "- Groups in neighbouring towns often do not know that the other one exists,\n"
    "and many have nobody to write to.\n"
    "- Members move away.\n"
)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("- a\n  - b\n\t- c", "- a\n  - b\n    - c"),
        ("- a\n\t- b\n\t\t- c\n- d", "- a\n  - b\n    - c\n- d"),
        ("- a\n    - b\n\t- c", "- a\n  - b\n  - c"),
        ("1.\ta\n\t(i)\tb\n\t(ii)\tc\n2.\td", "1. a\n   1. b\n   2. c\n2. d"),
    ],
)
def test_a_tab_and_spaces_nest_points_as_they_look(typed: str, canonical: str) -> None:
    assert normalise(typed) == canonical


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("a. one\nb. two", "1. one\n2. two"),
        ("A. One\nB. Two\nC. Three", "1. One\n2. Two\n3. Three"),
        ("A) One\nB) Two", "1. One\n2. Two"),
        ("I. One\nII. Two\n  a. inner\n  b. inner", "1. One\n2. Two\n   1. inner\n   2. inner"),
        ("a. one\ni. inner\nii. inner\nb. two", "1. one\n   1. inner\n   2. inner\n2. two"),
        ("— one\n— two", "- one\n- two"),
        ("– one\n- two\n— three", "- one\n- two\n- three"),
        ("• one\n– inner\n• two", "- one\n  - inner\n- two"),
        ("A. Morris spoke.\nThe chair thanked her.", "A. Morris spoke.\n\nThe chair thanked her."),
        ("a. alone", "a. alone"),
    ],
)
def test_letters_in_a_row_and_dashes_begin_points(typed: str, canonical: str) -> None:
    assert normalise(typed) == canonical


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("Conference notes\n- a", "Conference notes:\n\n- a"),
        ("CONFERENCE NOTES\n- a", "CONFERENCE NOTES:\n\n- a"),
        ("**Conference notes**\n- a", "Conference notes:\n\n- a"),
        ("*Conference resolves to:*\n- a", "Conference resolves to:\n\n- a"),
        ("This conference further believes that\n\na", "This conference further believes that:\n\na"),
        ("Resolves\n1. a", "Resolves:\n\n1. a"),
        ("Conference notes the survey.\n- a", "Conference notes the survey.\n\n- a"),
        ("Conference fund\n- a", "Conference fund\n\n- a"),
    ],
)
def test_the_words_that_open_a_part_need_no_colon(typed: str, canonical: str) -> None:
    assert normalise(typed) == canonical


@pytest.mark.parametrize(
    "typed",
    [
        "Hull Left\nLeeds Left\nYork Left",
        "The Secretary\n12 Mill Lane\nHebden Bridge\nHX7 1AB",
        "higher pay\nshorter hours\na seat on the board",
        "In solidarity,\nKim Marsh\nsecretary, Hull Left",
        "Kim Marsh, secretary of the group in Hull and East Riding\n"
        "Ade Cole, treasurer of the group in Leeds and Wakefield\n"
        "Jo Hart, organiser of the groups in York and Harrogate",
    ],
)
def test_lines_broken_on_purpose_stay_apart(typed: str) -> None:
    assert normalise(typed) == typed.replace("\n", "\n\n")
    assert told_joined(typed) == ""


def test_a_point_keeps_the_lines_of_an_address_apart() -> None:
    assert normalise("- Write to:\n  12 Mill Lane\n  Leeds") == "- Write to:\n\n  12 Mill Lane\n\n  Leeds"
    assert normalise("- Write to the\n  secretary") == "- Write to the secretary"


def test_lines_that_a_program_broke_become_one_and_the_writer_is_told() -> None:
    assert normalise(MAIL) == (
        "Conference notes that many of our groups have not met since the spring, and that nobody in the "
        "regions had been asked to help them. Conference thanks Hull Left for its survey.\n"
        "\n"
        "- Groups in neighbouring towns often do not know that the other one exists, "
        "and many have nobody to write to.\n"
        "- Members move away."
    )
    assert told_joined(MAIL) == (
        "Lines were put together in 3 places, such as “… since the spring, and that nobody in the …”. "
        "A program seems to have broken them. Where lines belong apart, leave a blank line between."
    )
    assert told_joined(normalise(MAIL)) == ""


def test_one_place_is_told_by_its_words() -> None:
    assert told_joined("Conference thanks the groups of the north for their long\nsurvey.") == (
        "Two lines were put together: “… north for their long survey. …”. "
        "A program seems to have broken them. Where they belong apart, leave a blank line between."
    )


def test_the_numbers_that_are_stored_are_those_that_print() -> None:
    typed = "Conference notes:\n10. ten\n12. twelve\n(a) inner\n\nA paragraph.\n\nResolves:\n1. one\n- inner"
    canonical = (
        "Conference notes:\n\n1. ten\n2. twelve\n   1. inner\n\nA paragraph.\n\n"
        "Resolves:\n\n4. one\n   - inner"
    )
    assert normalise(typed, clauses=True) == canonical
    assert printed(parse(canonical)) == ["1", "2", "2.1", "4", "4.1"]


def test_a_list_that_nobody_debates_is_counted_from_one() -> None:
    assert normalise("Notes:\n\n10. ten\n- inner\n11. eleven\n\nMore:\n\n5. one") == (
        "Notes:\n\n1. ten\n   - inner\n2. eleven\n\nMore:\n\n1. one"
    )


def test_texts_that_print_alike_are_stored_alike() -> None:
    once = "Notes:\n\n1. a\n2. b\n\nResolves:\n\n3. __c__"
    others = [
        "NOTES:\n1) a\n2) b".replace("NOTES", "Notes") + "\nResolves\n1) **c**",
        "Notes\n\na. a\n\nb. b\n\nResolves:\n\n7. **c**",
        "**Notes:**\n\n1. a\n\n2. b\n\n__Resolves__\n\n3. **c**",
    ]
    assert {normalise(other, clauses=True) for other in [once, *others]} == {once.replace("__", "**")}


def printed(blocks: tuple[Block, ...]) -> list[str]:
    """The numbers of the points in reading order."""
    return [
        number
        for block in blocks
        if isinstance(block, ListBlock)
        for item in block.items
        for number in (item.number, *printed(item.children))
    ]


def ordered(blocks: tuple[Block, ...]) -> list[str]:
    """The last part of the numbers of ordered points."""
    return [
        number
        for block in blocks
        if isinstance(block, ListBlock)
        for item in block.items
        for number in ([item.number.split(".")[-1]] if block.ordered else []) + ordered(item.children)
    ]


UNITS = [
    "a. x\n",
    "b. y\n",
    "i. z\n",
    "- p\n",
    "— q\n",
    "1. w\n",
    "10) v\n",
    "  ",
    "\t",
    "\n",
    "text ",
    "text\n",
]
UNITS += ["Conference notes\n", "2.1 X", "#", "# ", "*", "**", "_", "\\", "(", ")", "A. B\n", "x", ".", ":\n"]
UNITS += ["[a](https://example.org/x_y)", "https://example.org/_a_/b "]
LISTS = st.lists(st.sampled_from(UNITS), max_size=25).map("".join)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(LISTS)
def test_every_stored_number_prints(typed: str) -> None:
    canonical = normalise(typed, clauses=True)
    stored = [line.lstrip().split(".")[0] for line in canonical.split("\n") if is_numbered(line)]
    assert stored == ordered(parse(canonical))


def is_numbered(line: str) -> bool:
    digits, stop, _ = line.lstrip().partition(". ")
    return digits.isdigit() and bool(stop)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(LISTS, st.booleans())
def test_a_text_in_canonical_form_stays_as_it_is(typed: str, clauses: bool) -> None:
    canonical = normalise(typed, clauses=clauses)
    assert normalise(canonical, clauses=clauses) == canonical
    assert normalise(normalise(typed, clauses=not clauses), clauses=clauses) == canonical
