"""Amendments that are merged into one draft: each change is of its own, and together they make one text."""

from hypothesis import assume, given, settings

from lla.papers.blocks import TextLine
from lla.text.tracking import tracked
from lla.text.units import Units, units
from motions.amendments.applying import Clashing, merge
from motions.amendments.comparison import between
from motions.amendments.merging import merged_lines
from tests.lla.text.test_tracking import without
from tests.motions.amendments.random_edits import amended

BODY = """Conference notes:

- Rents have risen by five pounds a week in every town.
- The council has done nothing.
- Nobody has been asked.
"""


def text(*changes: tuple[str, str]) -> Units:
    body = BODY
    for old, new in changes:
        assert body.count(old) == 1
        body = body.replace(old, new)
    return units("Rents", body)


def changes(lines: tuple[TextLine, ...]) -> list[tuple[str, str, str]]:
    """What came or went, and whose it is."""
    return [
        (line.mark or span.mark, span.text, by)
        for line in lines
        for span, by in zip(line.spans, line.by or ("",) * len(line.spans), strict=True)
        if line.mark or span.mark
    ]


def test_each_change_has_the_name_of_its_amendment_also_within_a_clause() -> None:
    base = text()
    named = {
        "A.1": between(base, text(("five pounds", "six pounds"))),
        "A.2": between(base, text(("every town", "each city"), ("- The council has done nothing.\n", ""))),
        "A.3": between(base, text(("- Nobody has been asked.", "- Nobody has been asked.\n- Nor heard."))),
    }
    assert changes(merged_lines(base, named)) == [
        ("del", "five ", "A.1"),
        ("ins", "six ", "A.1"),
        ("del", "every town", "A.2"),
        ("ins", "each city", "A.2"),
        ("del", "The council has done nothing.", "A.2"),
        ("ins", "Nor heard.", "A.3"),
    ]


def test_what_two_bring_alike_is_of_both() -> None:
    base = text()
    alike = between(base, text(("five pounds", "six pounds"), ("asked.\n", "asked.\n- Nor heard.\n")))
    lines = merged_lines(base, {"A.1": alike, "A.2": alike})
    assert {by for _, _, by in changes(lines)} == {"A.1, A.2"}


@settings(max_examples=150, deadline=None)
@given(amended(3))
def test_accepted_it_is_the_merged_text_and_refused_the_base(texts: tuple[Units, ...]) -> None:
    base, *others = texts
    named = {f"A.{number}": between(base, other) for number, other in enumerate(others, start=1)}
    try:
        merged = merge(base, list(named.values())).units
    except Clashing:
        assume(False)
    lines = merged_lines(base, named)
    assert without("del", lines) == without("neither", tracked(merged, merged))
    assert without("ins", lines) == without("neither", tracked(base, base))
    assert all(by and set(by.split(", ")) <= set(named) for _, _, by in changes(lines))
