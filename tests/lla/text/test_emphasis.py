"""Emphasis and links within a line: other signs stay, and what is written reads back the same."""

import hypothesis
import pytest
from hypothesis import strategies as st

from lla.papers.blocks import Paragraph, Span, Spans, words_of
from lla.text import inline
from lla.text.pasted import normalise
from lla.text.reading import parse


def said(typed: str) -> Spans:
    (block,) = parse(normalise(typed))
    assert isinstance(block, Paragraph)
    return block.spans


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org/_foo_/bar",
        "See https://example.org/*foo*/bar_(b)_c and www.example.org/_a_/b.",
        "Write to _anna_@example.org or *bo*@example.org",
        "example.org/_foo_/bar",
        "b*llocks and sh*t",
        "sh**t and f**k",
        "*rse and sh*t",
        "2*3*4 and 2 * 3 * 4",
        "(*) here and (*) there",
        "snake_case_name and _ alone",
        "5* hotels and 3* hostels",
        "a [b] (c) [d]",
    ],
)
def test_signs_that_are_no_emphasis_come_out_as_typed(typed: str) -> None:
    assert words_of(said(typed)) == typed
    assert not any(span.bold or span.italic for span in said(typed))


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("**a** b", (Span("a", bold=True), Span(" b"))),
        ("_a b_, c", (Span("a b", italic=True), Span(", c"))),
        ("(*a*)", (Span("("), Span("a", italic=True), Span(")"))),
        ("“__a__”", (Span("“"), Span("a", bold=True), Span("”"))),
        ("**a *b***", (Span("a ", bold=True), Span("b", bold=True, italic=True))),
        ("***a***", (Span("a", bold=True, italic=True),)),
        ("*Hansard*’s", (Span("Hansard", italic=True), Span("’s"))),
        ("这是**重要**的", (Span("这是"), Span("重要", bold=True), Span("的"))),
    ],
)
def test_emphasis_around_words_is_read(typed: str, spans: Spans) -> None:
    assert said(typed) == spans


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("(see https://example.org/a)", "https://example.org/a"),
        ("(https://example.org/a_(b)).", "https://example.org/a_(b)"),
        ("**https://example.org/_x_**", "https://example.org/_x_"),
        ("*Read https://example.org/a.*", "https://example.org/a"),
        ("[it](https://example.org/_a_/b)", "https://example.org/_a_/b"),
    ],
)
def test_a_link_leads_where_its_address_says(typed: str, address: str) -> None:
    assert [span.href for span in said(typed) if span.href] == [address]


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("_a_ and __b__", "*a* and **b**"),
        ("5 \\* 3 \\- 2", "5 * 3 - 2"),
        ("b\\*llocks", "b*llocks"),
        ("b*llocks and sh\\*t", "b\\*llocks and sh\\*t"),
        ("\\# a", "\\# a"),
        ("a\\) b", "a\\) b"),
        ('[a](https://example.org/ "title")', "[a](https://example.org/)"),
    ],
)
def test_there_is_one_way_of_writing_a_line(typed: str, canonical: str) -> None:
    assert normalise(typed) == canonical


@pytest.mark.parametrize(
    ("spans", "written"),
    [
        ((Span("un"), Span("believ", bold=True), Span("able")), "unbelievable"),
        ((Span("We meet"), Span(".", bold=True), Span(" Then")), "We meet. Then"),
        ((Span("Our party", bold=True), Span("’s")), "**Our party**’s"),
        ((Span(" a ", bold=True), Span("b ", italic=True)), " **a** *b* "),
        (
            (Span("a ", bold=True), Span("b c", bold=True, italic=True), Span(" d", italic=True)),
            "**a *b c*** *d*",
        ),
        ((Span("f*ck and b*ll", italic=True),), "*f\\*ck and b\\*ll*"),
        ((Span("it", href="https://example.org/(a)"),), "[it](https://example.org/%28a%29)"),
    ],
)
def test_marked_words_are_written_with_signs_around_whole_words(spans: Spans, written: str) -> None:
    assert inline.write(spans) == written


WORDS = st.text(st.sampled_from("ab é*_\\[]().,:“”’-/1#中"), min_size=1, max_size=8)
ADDRESSES = st.sampled_from(["", "", "", "https://example.org/a_b", "https://example.org/x"])
RUNS = st.lists(st.builds(Span, WORDS, st.booleans(), st.booleans(), ADDRESSES), max_size=7)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=600)
@hypothesis.given(RUNS)
def test_what_is_written_reads_back_the_same(runs: list[Span]) -> None:
    written = inline.write(runs)
    read = inline.read(written)
    assert words_of(read) == "".join(run.text for run in runs)
    assert inline.write(read) == written
    assert inline.read(inline.canonical(written)) == read


PLAIN = st.text(st.sampled_from("abé1"), min_size=1, max_size=4)
STYLED = st.lists(
    st.tuples(PLAIN, st.booleans(), st.booleans(), st.sampled_from(["", ",", ".", "!"])), max_size=8
)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(STYLED)
def test_emphasis_of_whole_words_is_never_lost(words: list[tuple[str, bool, bool, str]]) -> None:
    runs = [
        span
        for word, bold, italic, sign in words
        for span in (Span(word, bold=bold, italic=italic), Span(f"{sign} "))
    ]
    read = inline.read(inline.write(runs))
    kinds = [(char, span.bold, span.italic) for span in read for char in span.text if char.isalnum()]
    assert kinds == [(char, bold, italic) for word, bold, italic, _ in words for char in word]


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(st.text(st.sampled_from("ab *_.,()/"), max_size=40))
def test_stars_and_underscores_come_out_or_emphasise_a_word(typed: str) -> None:
    spans = inline.read(inline.canonical(" ".join(typed.split())))
    for span in spans:
        if span.bold or span.italic:
            assert any(char not in " .,()" for char in span.text)
