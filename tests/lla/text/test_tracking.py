"""A text and what became of it: without what came it is the old one, without what went the new one."""

import hypothesis

from lla.papers.blocks import Span, TextLine, plain
from lla.text.tracking import tracked
from lla.text.units import Units, units
from tests.lla.text import random_units

OLD = units("Rents", "Conference notes:\n\n- Rents rose by five pounds.\n  - In towns.\n- All is well.")


def changed(before: str, after: str) -> tuple[TextLine, ...]:
    return tracked(units("Rents", before), units("Rents", after))[1:]


def test_a_text_that_nobody_changed_has_no_marks() -> None:
    assert tracked(OLD, OLD) == (
        TextLine("title", plain("Rents")),
        TextLine("lead-in", plain("Conference notes:")),
        TextLine("clause", plain("Rents rose by five pounds."), 1),
        TextLine("clause", plain("In towns."), 2),
        TextLine("clause", plain("All is well."), 1),
    )


def test_words_are_marked_where_a_line_stays_what_it_is() -> None:
    assert changed("- We ask for *five* pounds.", "- We ask for **ten** pounds.") == (
        TextLine(
            "clause",
            (
                Span("We ask for "),
                Span("five", italic=True, mark="del"),
                Span("ten", bold=True, mark="ins"),
                Span(" pounds."),
            ),
            1,
        ),
    )


def test_a_line_of_another_depth_or_kind_went_and_came() -> None:
    assert changed("- One is here.\n- Two is here.", "- One is here.\n  - Two is here.") == (
        TextLine("clause", plain("One is here."), 1),
        TextLine("clause", plain("Two is here."), 1, mark="del"),
        TextLine("clause", plain("Two is here."), 2, mark="ins"),
    )
    assert changed("We ask for this:", "We ask for this.") == (
        TextLine("lead-in", plain("We ask for this:"), mark="del"),
        TextLine("clause", plain("We ask for this."), mark="ins"),
    )


def test_a_line_whose_links_change_went_and_came() -> None:
    old, new = (Span("page", href=f"https://example.org/{name}") for name in "ab")
    assert changed("- See [page](https://example.org/a)", "- See [page](https://example.org/b)") == (
        TextLine("clause", (Span("See "), old), 1, mark="del"),
        TextLine("clause", (Span("See "), new), 1, mark="ins"),
    )


def test_a_title_is_changed_in_its_place_whatever_is_left_of_it() -> None:
    line, *_ = tracked(units("Rents", "A."), units("Buses for all", "A."))
    assert line == TextLine("title", (Span("Rents", mark="del"), Span("Buses for all", mark="ins")))


def test_an_appendix_comes_and_goes_with_its_heading() -> None:
    without, with_one = units("Rents", "A."), units("Rents", "A.", "- B.")
    stays = (TextLine("title", plain("Rents")), TextLine("clause", plain("A.")))
    heading, clause = TextLine("appendix", plain("Appendix")), TextLine("clause", plain("B."), 1)
    assert tracked(with_one, with_one) == (*stays, heading, clause)
    for old, new, mark in ((without, with_one, "ins"), (with_one, without, "del")):
        lines = tracked(old, new)
        assert [(line.kind, line.mark) for line in lines[2:]] == [("appendix", mark), ("clause", mark)]


def without(mark: str, lines: tuple[TextLine, ...]) -> list[tuple[object, ...]]:
    """The lines of one of the two texts, each by what it is and its pieces of one look put together."""
    kept: list[tuple[object, ...]] = []
    for line in lines:
        if line.mark != mark and line.kind != "appendix":
            letters = [
                (letter, span.bold, span.italic, span.href)
                for span in line.spans
                if span.mark != mark
                for letter in span.text
            ]
            kept.append((line.kind, line.depth, line.ordered, letters))
    return kept


@hypothesis.settings(deadline=None, derandomize=True, max_examples=60)
@hypothesis.given(random_units.texts, random_units.texts)
def test_both_texts_are_in_it_letter_for_letter(old: Units, new: Units) -> None:
    for before, after in ((old, new), (old, (old[0], *new[1:3], *old[2:]))):
        lines = tracked(before, after)
        assert without("ins", lines) == without("neither", tracked(before, before))
        assert without("del", lines) == without("neither", tracked(after, after))
