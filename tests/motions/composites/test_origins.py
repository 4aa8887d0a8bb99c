"""Where the clauses of a composite came from, and what became of those of its motions."""

from lla.text.units import Units, units
from motions.composites.choices import OriginKind
from motions.composites.origins import Origin, trace

RENTS = "Conference notes:\n\n- Rents rise faster than wages.\n\nConference resolves:\n\n- To cap rents.\n"
HOMES = "Conference resolves:\n\n- To build council homes in every town and city.\n- To cap rents.\n"


def text(body: str, title: str = "Rents") -> Units:
    return units(title, body)


def kinds(traced: tuple[Origin, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(origin.kind.value, origin.source, origin.source_place) for origin in traced]


def test_a_clause_is_verbatim_edited_or_new_and_lead_ins_are_nobodys() -> None:
    body = (
        "Conference notes:\n\n- Rents rise faster than wages.\n\nConference resolves:\n\n"
        "- To build council homes in every town and village.\n- To meet again.\n"
    )
    assert kinds(trace(text(body, "Homes"), [text(RENTS), text(HOMES, "Council homes")])) == [
        ("edited", 1, 0),
        ("verbatim", 0, 2),
        ("edited", 1, 2),
        ("new", None, None),
    ]


def test_a_clause_of_two_motions_came_from_the_first() -> None:
    [_, cap] = trace(text("Conference resolves:\n\n- To cap rents.\n"), [text(RENTS), text(HOMES)])
    assert cap == Origin(2, OriginKind.VERBATIM, 0, 4)


def test_the_other_way_round_it_says_what_was_left_out() -> None:
    composite = text("Conference resolves:\n\n- To cap rents.\n", "Council homes now")
    assert kinds(trace(text(HOMES, "Council homes"), [composite])) == [
        ("edited", 0, 0),
        ("new", None, None),
        ("verbatim", 0, 2),
    ]


def test_very_long_texts_are_compared_word_for_word_alone() -> None:
    long = text("Conference resolves:\n\n" + "".join(f"- To do thing {n} now.\n" for n in range(600)))
    edited = text("Conference resolves:\n\n" + "".join(f"- To do thing {n} soon.\n" for n in range(600)))
    clauses = {origin.kind for origin in trace(edited, [long])[1:]}
    assert clauses == {OriginKind.NEW}
