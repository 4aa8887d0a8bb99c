"""What an amendment would change is sentence as unions print it, and reads back as the same operations."""

import pytest

from lla.papers.blocks import Heading, Item, LeadIn, ListBlock, Paragraph, plain
from lla.text.pasted import normalise
from lla.text.units import Units, units
from motions.amendments.applying import apply
from motions.amendments.comparison import between
from motions.amendments.instruction_reader import NotUnderstood, read
from motions.amendments.instructions import as_text, blocks, foot, sentences
from motions.amendments.references import Segment, Sentence, joined, ordinal, quoted
from tests.motions.amendments.instructions_on_funds import FUNDS, IN_FUNDS
from tests.motions.amendments.instructions_on_rents import IN_CLAUSES, IN_WORDS, RENTS, Row

RENTS_ROWS: list[Row] = [*IN_WORDS, *IN_CLAUSES]
WARDS = "1. Rents by ward.\n2. Repairs by year."


def text(body: str, appendix: str = "", title: str = "Fair rents") -> Units:
    return units(title, normalise(body, clauses=True), normalise(appendix, clauses=True))


def instruction(base: Units, new: Units) -> tuple[Sentence, ...]:
    """What the operations between two texts are in words, once they have stood every test."""
    operations = between(base, new)
    assert apply(base, operations) == new
    assert read(base, sentences(base, operations)) == operations
    return sentences(base, operations)


def printed(base: Units, new: Units) -> list[str]:
    return list(map(as_text, instruction(base, new)))


@pytest.mark.parametrize(("old", "new", "expected"), RENTS_ROWS)
def test_an_amendment_to_clauses_is_printed(old: str, new: str, expected: list[str]) -> None:
    assert printed(text(RENTS), text(RENTS.replace(old, new, 1))) == expected


@pytest.mark.parametrize(("old", "new", "expected"), IN_FUNDS)
def test_an_amendment_to_tables_and_headings_is_printed(old: str, new: str, expected: list[str]) -> None:
    assert printed(text(FUNDS), text(FUNDS.replace(old, new, 1))) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Conference resolves:\n\n1. To abolish rent.",
            ["Delete all after the title and insert:\nConference resolves:\n• To abolish rent."],
        ),
        ("To abolish rent.", ["Delete all after the title and insert:\nTo abolish rent."]),
        ("", ["Delete all after the title."]),
        (RENTS, []),
    ],
)
def test_a_text_may_go_whole(body: str, expected: list[str]) -> None:
    assert printed(text(RENTS), text(body)) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fair rents for all", ["At the end of the title insert “for all”."]),
        ("Fair homes", ["In the title, delete “rents” and insert “homes”."]),
        ("Homes", ["Replace the title with:\nHomes"]),
    ],
)
def test_a_title_is_amended(title: str, expected: list[str]) -> None:
    assert printed(text(RENTS), text(RENTS, title=title)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "1. Rents by ward.", ["Insert an appendix:\n• Rents by ward."]),
        (WARDS, "", ["Delete the appendix."]),
        (WARDS, "1. Evictions.", ["Delete the appendix and insert:\n• Evictions."]),
        (WARDS, f"{WARDS}\n3. Evictions.", ["After clause A2 insert a new clause:\n• Evictions."]),
        (WARDS, f"Sources:\n\n{WARDS}", ["At the beginning of the appendix insert a new line:\nSources:"]),
        (
            WARDS,
            WARDS.replace("ward", "street and ward"),
            ["In clause A1, after “by” insert “street and”."],
        ),
    ],
)
def test_an_appendix_is_amended(old: str, new: str, expected: list[str]) -> None:
    assert printed(text(RENTS, old), text(RENTS, new)) == expected


def test_a_body_goes_whole_beside_an_appendix() -> None:
    assert printed(text(RENTS, WARDS), text("To abolish rent.", WARDS)) == [
        "Delete all between the title and the appendix and insert:\nTo abolish rent."
    ]


def test_lines_called_alike_are_told_apart() -> None:
    base = text("Conference notes:\n\nConference notes:\n\n1. Rents rise.")
    assert printed(base, text("Conference notes:\n\nConference further notes:\n\n1. Rents rise.")) == [
        "In the line “Conference notes:” (second time) before clause 1, after “Conference” insert “further”."
    ]


def test_an_instruction_is_printed_in_blocks() -> None:
    new = RENTS.replace(
        "8. To thank", "# Thanks\n\nConference thanks:\n\n8. the mayor;\n   - for tea;\n8. To thank", 1
    )
    spoken = instruction(text(RENTS), text(new.replace("five", "ten")))
    assert blocks(spoken, level=3) == (
        Paragraph(plain("In clause 1, delete “five” and insert “ten”.")),
        Paragraph(plain("After clause 7 insert new lines:")),
        Heading(3, plain("Thanks")),
        LeadIn(plain("Conference thanks:"), 4),
        ListBlock(
            False,
            (Item("", plain("the mayor;"), (ListBlock(False, (Item("", plain("for tea;")),)),)),),
        ),
    )


def test_sub_clauses_alone_are_printed_side_by_side() -> None:
    new = RENTS.replace(
        "2. answerable to tenants;\n", "2. answerable to tenants;\n      3. done;\n      4. paid.\n"
    )
    spoken = instruction(text(RENTS), text(new))
    assert blocks(spoken) == (
        Paragraph(plain("After clause 3.2.2 insert new clauses:")),
        ListBlock(False, (Item("", plain("done;")), Item("", plain("paid.")))),
    )


def test_an_instruction_says_whose_numbers_it_goes_by() -> None:
    assert foot("motion B", 2) == "Clause numbers are those of motion B, revision 2."


@pytest.mark.parametrize(("number", "word"), [(2, "second"), (12, "twelfth"), (21, "21st"), (112, "112th")])
def test_ordinals(number: int, word: str) -> None:
    assert ordinal(number) == word


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        (joined("Please delete clause 4."), "This is no sentence of an amendment: Please delete clause 4."),
        (joined("Delete clause 99."), "This text has no such line: clause 99."),
        (joined("Delete clauses 5 to 4."), "The first of these does not come first: clauses 5 to 4."),
        (
            joined("Delete clause 3."),
            "There is something below clause 3: say “clause 3 and its sub-clauses”, or what stays of it.",
        ),
        (joined("Delete everything."), "This names no clauses: everything."),
        (joined("In clause 1, delete ", quoted("six"), "."), "“six” is not there."),
        (
            joined("In clause 2, delete ", quoted("council"), "."),
            "“council” is there more than once: say which of them.",
        ),
        (
            joined("In clause 2, delete ", quoted("council"), " (third time)."),
            "“council” is not there.",
        ),
        (
            joined("Replace clause 4 with:", Segment("block")),
            "Nothing is to be inserted: Replace clause 4 with:",
        ),
        (
            joined("Make clause 3.3 a sub-clause of clause 7."),
            "It cannot be there: Make clause 3.3 a sub-clause of clause 7.",
        ),
    ],
)
def test_what_means_nothing_is_refused_in_words(sentence: Sentence, why: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        read(text(RENTS), [sentence])
    assert str(error.value) == why
