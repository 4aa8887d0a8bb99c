"""The difference of two texts shows each changed word in its clause and sums up in words."""

import re
from difflib import SequenceMatcher
from itertools import pairwise

import hypothesis
import pytest
from hypothesis import strategies as st

from lla.papers.blocks import Block, Item, LeadIn, ListBlock, Paragraph, Span, plain
from lla.text import differences
from lla.text.alignment import Work
from lla.text.differences import compare
from lla.text.pasted import normalise

OLD = "Notes:\n\n1. Groups meet in a city each quarter.\n2. Members pay nothing at all.\n3. The third stays."


def spans_of(blocks: tuple[Block, ...]) -> list[Span]:
    """Every span in reading order."""
    found: list[Span] = []
    for block in blocks:
        match block:
            case ListBlock():
                for item in block.items:
                    found += [*item.spans, *spans_of(item.children)]
            case _:
                found += getattr(block, "spans", ())
    return found


def emails(blocks: tuple[Block, ...], *, without: str = "none") -> str:
    text = "".join(span.text for span in spans_of(blocks) if span.mark != without)
    return "".join(char for char in text if char.isalpha())


def test_equal_texts_have_no_difference() -> None:
    difference = compare(OLD, OLD)
    assert difference.summary == "Nothing changed"
    assert {span.mark for span in spans_of(difference.blocks)} == {""}


def test_changed_words_stand_in_their_clause() -> None:
    new = OLD.replace("in a city", "in the town")
    assert compare(OLD, new).blocks[1] == ListBlock(
        True,
        (
            Item(
                "1",
                (
                    Span("Groups meet in "),
                    Span("a city ", mark="del"),
                    Span("the town ", mark="ins"),
                    Span("each quarter."),
                ),
            ),
            Item("2", plain("Members pay nothing at all.")),
            Item("3", plain("The third stays.")),
        ),
    )


def test_a_new_clause_is_inserted_and_numbers_are_those_of_the_new_text() -> None:
    new = OLD.replace("3. The third", "3. Something wholly different comes here\n4. The third")
    difference = compare(OLD, new)
    assert isinstance(difference.blocks[1], ListBlock)
    assert difference.blocks[1].items[2:] == (
        Item("3", (Span("Something wholly different comes here", mark="ins"),)),
        Item("4", plain("The third stays.")),
    )
    assert difference.summary == "1 clause added"


def test_a_clause_that_went_is_struck_and_has_no_number() -> None:
    difference = compare(OLD, OLD.replace("2. Members pay nothing at all.\n", ""))
    assert isinstance(difference.blocks[1], ListBlock)
    assert [item.number for item in difference.blocks[1].items] == ["1", "", "2"]
    assert difference.blocks[1].items[1].spans == (Span("Members pay nothing at all.", mark="del"),)
    assert difference.summary == "1 clause removed"


def test_the_summary_counts_in_words() -> None:
    new = OLD.replace("a city", "a town").replace("at all", "whatever").replace("The third stays.", "X\n4. Y")
    assert compare(OLD, new).summary == "2 clauses changed, 2 added, 1 removed"


def test_bold_alone_is_a_change() -> None:
    difference = compare("Pay it.", "Pay **it**.")
    assert difference.blocks == (
        Paragraph((Span("Pay "), Span("it ", mark="del"), Span("it", bold=True, mark="ins"), Span(".")), "1"),
    )


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("We go to conference", "We go to conference next year", "We go to conference[+ next year]"),
        ("We go to conference next year", "We go to conference", "We go to conference[- next year]"),
        ("We go to it.", "We go to it, and home.", "We go to it[+, and home]."),
        ("We ask conference", "We ask members", "We ask [-conference ][+members]"),
        ("We meet.", "We meet. Then we eat.", "We meet.[+ Then we eat.]"),
        ("(one) here", "(two) here", "([-one ][+two]) here"),
        ("Pay it", "Pay **it** now", "Pay [-it ][+it][+ now]"),
        ("one two", "one  two", "one two"),
    ],
)
def test_words_never_run_together(old: str, new: str, shown: str) -> None:
    signs = {"ins": "[+{}]", "del": "[-{}]", "": "{}"}
    (block,) = compare(normalise(old), normalise(new)).blocks
    assert isinstance(block, Paragraph)
    assert "".join(signs[span.mark].format(span.text) for span in block.spans) == shown


def test_lead_ins_are_compared_too() -> None:
    (block,) = compare("Conference notes:", "Conference believes:").blocks
    assert block == LeadIn(
        (Span("Conference "), Span("notes ", mark="del"), Span("believes", mark="ins"), Span(":"))
    )


def test_a_very_long_clause_is_compared_by_sentence() -> None:
    sentences = [f"Sentence number {count} has words." for count in range(400)]
    old = " ".join(sentences)
    new = " ".join([*sentences[:200], "This one is new.", *sentences[200:]])
    difference = compare(old, new)
    assert [span.text for span in spans_of(difference.blocks) if span.mark] == ["This one is new. "]


def test_a_long_clause_without_sentences_keeps_what_both_begin_with() -> None:
    old, new = ("".join(f"{word}{count} " for count in range(1000)) for word in ("old", "new"))
    difference = compare(f"same {'x ' * 2000}{old}", f"same {'x ' * 2000}{new}")
    marked = [(span.mark, len(span.text.split())) for span in spans_of(difference.blocks)]
    assert marked == [("", 2001), ("del", 1000), ("ins", 1000)]


TEXTS = st.text(st.sampled_from("ab c.\n-:*"), max_size=150)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_their_difference(old: str, new: str) -> None:
    blocks = compare(old, new).blocks
    for source, other in ((old, "ins"), (new, "del")):
        same = compare(source, source).blocks
        assert emails(blocks, without=other) == emails(same)
        assert emails(same) == "".join(char for char in normalise(source) if char.isalpha())


WORDS = st.lists(st.sampled_from(["ab", "cd", "**ab**", "ab.", "(cd)", "ab,"]), min_size=1, max_size=8)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(WORDS, WORDS)
def test_a_difference_shows_no_word_that_neither_text_has(old: list[str], new: list[str]) -> None:
    blocks = compare(" ".join(old), " ".join(new)).blocks
    shown = " ".join("".join(span.text for span in spans_of((block,))) for block in blocks)
    assert set(re.findall(r"\w+", shown)) <= {"ab", "cd"}


LINES = 8_000
MANY = [
    ("- a b c\n" * LINES, "- a b d\n" * LINES),
    ("- a b c\n" * LINES, "- a b c\n" * (LINES - 1) + "- x\n"),
    (
        "".join(f"- x{n} a\n- a\n" for n in range(LINES // 2)),
        "".join(f"- y{n} a\n- a\n" for n in range(LINES // 2)),
    ),
    ("a b " * LINES, "b a " * LINES + "c"),
    ("a. " * LINES, "b. a. " * LINES),
]


class Counted(SequenceMatcher[object]):
    """Counts what difflib does at its innermost."""

    looked_at = 0

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None):  # type: ignore[no-untyped-def]
        places = self.b2j  # type: ignore[attr-defined]
        Counted.looked_at += sum(1 + len(places.get(part, ())) for part in self.a[alo:ahi])  # type: ignore[attr-defined, misc]
        return super().find_longest_match(alo, ahi, blo, bhi)


@pytest.mark.parametrize("pair", MANY)
def test_lines_that_are_all_alike_are_compared_with_bounded_work(
    pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lla.text.alignment.SequenceMatcher", Counted)
    Counted.looked_at = 0
    blocks = compare(*pair).blocks
    assert Counted.looked_at <= 2 * differences.MOST_WORK
    for source, other in zip(pair, ("ins", "del"), strict=True):
        assert emails(blocks, without=other) == "".join(char for char in source if char.isalpha())


PARTS = st.lists(st.sampled_from("abcdefgh"), max_size=14)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=300)
@hypothesis.given(PARTS, PARTS, st.sampled_from([0, 20, 10_000]))
def test_steps_lead_from_old_to_new_however_little_work_there_is(old: str, new: str, most: int) -> None:
    steps = list(Work(most).steps(old, new))
    assert [part for _, i1, i2, _, _ in steps for part in old[i1:i2]] == list(old)
    assert [part for *_, j1, j2 in steps for part in new[j1:j2]] == list(new)
    assert all(old[i1:i2] == new[j1:j2] for act, i1, i2, j1, j2 in steps if act == "equal")
    assert all(before[2] == after[1] and before[4] == after[3] for before, after in pairwise(steps))


def test_what_stands_once_in_both_stays_when_the_rest_cannot_be_compared() -> None:
    assert list(Work(0).steps(list("xxaxxbxx"), list("yyayybyy"))) == [
        ("replace", 0, 2, 0, 2),
        ("equal", 2, 3, 2, 3),
        ("replace", 3, 5, 3, 5),
        ("equal", 5, 6, 5, 6),
        ("replace", 6, 8, 6, 8),
    ]
