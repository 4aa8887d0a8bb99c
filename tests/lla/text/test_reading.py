"""Text is normalised without losing a word, read into numbered blocks, and its words are counted."""

import hypothesis
import pytest
from hypothesis import strategies as st

from lla.papers import html
from lla.papers.blocks import Block, Heading, Item, LeadIn, ListBlock, Paragraph, Span, plain, words_of
from lla.text.drawn_limits import too_much
from lla.text.pasted import normalise
from lla.text.reading import parse, prose, word_count
from tests.lla.papers.drawn_files import tags_of_html, text_of_html

PASTED_FROM_WORD = (
    "Conference notes:\r\n"
    "1.\tGroups don’t know\u00a0each other.\r\n"
    "2.\tMem\u00adbers have no\u200bbody to write to.\r\n"
    "Conference resolves:\r\n"
    "•\tTo appoint organisers who:\r\n"
    "o\tkeep a list\r\n"
    "▪\tof groups\r\n"
    "o\thold meetings\r\n"
    "•\tTo thank them.\r\n"
    "Region\tGroups\tMembers\r\n"
    "North\t3\t30\r\n"
)


def numbers_of(blocks: tuple[Block, ...]) -> list[str]:
    """The clause numbers in reading order."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.number:
            found.append(block.number)
        if isinstance(block, ListBlock):
            for item in block.items:
                found += [item.number, *numbers_of(item.children)]
    return found


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


def test_text_pasted_from_word_becomes_the_canonical_form() -> None:
    assert normalise(PASTED_FROM_WORD) == (
        "Conference notes:\n\n"
        "1. Groups don’t know each other.\n"
        "2. Members have nobody to write to.\n\n"
        "Conference resolves:\n\n"
        "- To appoint organisers who:\n"
        "  - keep a list\n"
        "    - of groups\n"
        "  - hold meetings\n"
        "- To thank them.\n\n"
        "Region | Groups | Members\n\n"
        "North | 3 | 30"
    )


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("a) one\nb) two\ni) inner\nii) inner", "1. one\n2. two\n   1. inner\n   2. inner"),
        ("g) one\nh) two\ni) three", "1. one\n2. two\n3. three"),
        ("1) one\n2) two", "1. one\n2. two"),
        ("1. one\n- inner\n2. two", "1. one\n   - inner\n2. two"),
        ("10. ten\n- inner", "1. ten\n   - inner"),
        ("– one\n– two", "- one\n- two"),
        ("1. One\n1.1 Inner\n2. Two", "1. One\n   1. Inner\n2. Two"),
        ("2.1 million people", "2.1 million people"),
        ("In the year\n2027. It ended.", "In the year\n\n2027\\. It ended."),
        ("- - - x", "- \\- - x"),
        ("One line.\nAnother line.", "One line.\n\nAnother line."),
        ("## Heading\nText", "# Heading\n\nText"),
        ("### A\n\n##### B\n\n#### C\n\n## D", "# A\n\n## B\n\n## C\n\n# D"),
        ("**Conference** *notes* 2\\*3:\n\n- One", "Conference notes 2*3:\n\n- One"),
        ("Text\n-----\nmore", "Text\n\nmore"),
        ("name\tvalue", "name value"),
        ("\u202eevil\u202c \u2066text\u2069", "evil text"),
        ("e\u0301", "é"),
        ("a\x00b\x0bc\ufeff", "ab\n\nc"),
        ("", ""),
        (" \n\t\n ", ""),
    ],
)
def test_what_is_typed_is_brought_into_form(typed: str, canonical: str) -> None:
    assert normalise(typed) == canonical


def test_clause_numbers_run_on_across_lead_ins_three_deep() -> None:
    blocks = parse(
        "Notes:\n\n1. a\n2. b\n\nA paragraph.\n\nResolves:\n\n- c\n  - d\n    - e\n      - f\n  - g\n- h"
    )
    assert numbers_of(blocks) == ["1", "2", "3", "4", "4.1", "4.1.1", "4.1.2", "4.2", "5"]


def test_clauses_of_an_appendix_have_their_prefix() -> None:
    assert numbers_of(parse("- a\n  - b\n\nText", prefix="A")) == ["A1", "A1.1", "A2"]


def test_a_text_becomes_blocks() -> None:
    emphasis = (Span("It is "), Span("so", bold=True), Span(" and "), Span("so", italic=True), Span("."))
    source = "**Conference notes:**\n\n## Why\n\nIt is **so** and *so*."
    assert parse(f"{source}\n\n- [here](https://example.org/)\n\n  more") == (
        LeadIn(plain("Conference notes:")),
        Heading(1, plain("Why")),
        Paragraph(emphasis, "1"),
        ListBlock(
            False,
            (Item("2", (Span("here", href="https://example.org/"),), (Paragraph(plain("more")),)),),
        ),
    )


def test_heading_levels_never_skip_one() -> None:
    blocks = parse("#### a\n\n###### b\n\nNotes:\n\n# c", level=2)
    assert [
        (type(block).__name__, block.level) for block in blocks if isinstance(block, Heading | LeadIn)
    ] == [
        ("Heading", 2),
        ("Heading", 3),
        ("LeadIn", 4),
        ("Heading", 2),
    ]


def test_prose_has_no_clause_numbers() -> None:
    assert prose("Welcome.\n\n- one") == (
        Paragraph(plain("Welcome.")),
        ListBlock(False, (Item("", plain("one")),)),
    )


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<b>)",
        "![x](file:///etc/passwd)",
        "<https://example.org>",
        "`code`",
        "> quoted",
        "~~~",
        "| a | b |",
        "&lt;b&gt; &#106;",
        "[x]: javascript:x",
    ],
)
def test_what_is_not_in_the_language_comes_out_as_typed(source: str) -> None:
    drawn = html.draw(parse(source))
    assert tags_of_html(drawn) <= {"p", "span", "a"}
    assert text_of_html(drawn) in (f"1 {source}", "")
    assert all(address.startswith("https://") for address in drawn.split('href="')[1:])


def test_a_bare_web_address_is_a_link() -> None:
    (block,) = parse("See https://example.org/a_b_c.")
    assert block == Paragraph(
        (Span("See "), Span("https://example.org/a_b_c", href="https://example.org/a_b_c"), Span(".")), "1"
    )


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("", 0),
        ("1. One two\n   - three", 3),
        ("don’t — well-known and/or 5%", 4),
        ("word—word", 2),
        ("[three small words](https://example.org/long/address)", 3),
        ("# Heading\n\n**bold** *it*", 3),
        ("- \n-", 0),
    ],
)
def test_words_are_counted_as_a_person_counts(source: str, count: int) -> None:
    assert word_count(source) == count


def test_twenty_thousand_words_in_one_go() -> None:
    source = "\n".join(f"- {'word ' * 20}" for _ in range(1000))
    assert word_count(source) == 20_000
    assert numbers_of(parse(source))[-1] == "1000"


MARKED_UP = st.text(st.sampled_from("ab1 \n\t-*#_.)>|\\`~:•o–é’"), max_size=120)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=400)
@hypothesis.given(st.one_of(st.text(max_size=200), MARKED_UP))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(st.one_of(st.text(st.characters(exclude_characters="[]"), max_size=200), MARKED_UP))
def test_no_letter_of_the_canonical_form_is_lost(text: str) -> None:
    said = letters(text_of_html(html.draw(parse(text))))
    assert said == letters(normalise(text))


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(st.text(st.sampled_from("xyzé 123\n-*#_>|`~:•–"), max_size=120))
def test_no_letter_that_was_typed_is_lost(text: str) -> None:
    assert letters(normalise(text)) == letters(text)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=200)
@hypothesis.given(st.text(st.sampled_from("<>&\"'/=abi script[]()!:#-*\n"), max_size=120))
def test_typed_markup_never_becomes_markup(text: str) -> None:
    known = {"p", "span", "ol", "ul", "li", "strong", "em", "h2", "h3", "h4", "h5"}
    assert tags_of_html(html.draw(parse(text))) <= known


def test_words_of_spans_are_joined() -> None:
    assert words_of((Span("a "), Span("b", bold=True))) == "a b"


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ("- a\n" * 2_000, []),
        ("- a\n" * 2_001, ["This has 2,001 paragraphs, headings and points. The limit is 2,000."]),
        ("a\n\n" * 2_001, ["This has 2,001 paragraphs, headings and points. The limit is 2,000."]),
        ("# a\n" * 2_001, ["This has 2,001 paragraphs, headings and points. The limit is 2,000."]),
        ("**a** b " * 2_500, []),
        (
            "**a** b " * 2_501,
            ["This changes 5,002 times between plain, bold, italic and linked words. The limit is 5,000."],
        ),
        ("word " * 20_000, []),
        ("word " * 20_001, ["This has 20,001 words. The limit is 20,000."]),
    ],
    ids=["points", "too many", "paragraphs", "headings", "runs", "too many runs", "words", "too many words"],
)
def test_what_a_text_has_too_much_of_is_said_with_its_figures(source: str, sentences: list[str]) -> None:
    assert too_much(normalise(source)) == sentences


def test_a_text_stored_under_earlier_rules_prints_as_it_did() -> None:
    stored = "Conference notes\n\n10. a\n    - b\n\n2*3*4, a line\nbroken in two\n\na. c\n\nb. d"
    assert parse(stored) == (
        Paragraph(plain("Conference notes"), "1"),
        ListBlock(True, (Item("2", plain("a"), (ListBlock(False, (Item("2.1", plain("b")),)),)),)),
        Paragraph((Span("2"), Span("3", italic=True), Span("4, a line broken in two")), "3"),
        Paragraph(plain("a. c"), "4"),
        Paragraph(plain("b. d"), "5"),
    )
