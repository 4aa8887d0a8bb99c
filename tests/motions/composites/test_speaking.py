"""Who moves and seconds a composite, who is told of changes to it, and words removed from options."""

import pytest

from lla.emails.models import Email
from lla.papers.blocks import words_of
from lla.time import clock
from motions.backing import workflow as backing_workflow
from motions.committee import rules as committee_rules
from motions.committee import workflow as committee_workflow
from motions.composites import papers, rules, selectors, workflow
from motions.composites.options import Question
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.motions.composites.test_workflow import (
    BOTH,
    answer,
    letters,
    make_composite,
    make_in_order,
    present,
    put_on_agenda,
    refused,
)
from tests.motions.factories import make_committee_member, mover_of

pytestmark = pytest.mark.django_db


def test_the_committee_chooses_who_moves_and_seconds_it() -> None:
    composite, member = put_on_agenda(), make_committee_member()
    rents, homes = selectors.possible_speakers(composite)
    same = refused(lambda: workflow.choose_speakers(composite, by=member, mover=rents, seconder=rents))
    workflow.choose_speakers(composite, by=member, mover=homes, seconder=rents)
    workflow.choose_speakers(composite, by=member, mover=rents, seconder=homes)
    workflow.choose_speakers(composite, by=member, mover=homes, seconder=rents)
    [composite] = selectors.with_sources([present(composite)])
    rows = selectors.speakers(selectors.parts_of(composite))
    assert same == ["Choose the mover and the seconder from two of its motions."]
    assert [(role, source.motion, source.speaker) for role, source in rows] == [
        ("mover", homes.source.motion, homes.backing),
        ("seconder", rents.source.motion, rents.backing),
    ]
    told = dict(papers.ANY_NATURE.origin(composite))
    assert homes.backing
    assert [words_of(told[role]) for role in ("Mover", "Seconder")] == [
        homes.backing.name,
        rents.backing.name if rents.backing else "",
    ]


def test_whoever_may_not_be_named_is_not_printed_as_its_mover() -> None:
    composite, member = put_on_agenda(), make_committee_member()
    rents, homes = selectors.possible_speakers(composite)
    workflow.choose_speakers(composite, by=member, mover=homes, seconder=rents)
    assert homes.backing
    backing_workflow.set_name_public(mover_of(homes.source.motion), public=False)
    [composite] = selectors.with_sources([present(composite)])
    assert words_of(dict(papers.ANY_NATURE.origin(composite))["Mover"]) == "Three signatories"


def test_nobody_is_chosen_before_two_agree() -> None:
    composite, member = make_composite(), make_committee_member()
    assert rules.why_not_choose_speakers(composite, by=member, now=clock.now()) == [
        "The people behind fewer than two of its motions agree to this text."
    ]


def test_a_slip_in_a_composite_is_told_to_the_movers_of_its_motions() -> None:
    composite = put_on_agenda()
    text = composite.text
    workflow.correct_slip(
        composite,
        by=make_committee_member(),
        title=text.title,
        body=text.body.replace("village", "villages"),
        appendix="",
        why="One letter",
        base=text.number,
    )
    movers = [mover_of(source.motion) for source in selectors.sources_of(composite)]
    assert letters("slip_corrected") == speakers(composite)
    body = Email.objects.filter(kind="motions/slip_corrected", to=movers[0].email).get().body
    made_of = f"is made of your motion {movers[0].motion.reference} and others."
    assert f" {composite.label} {made_of}" in body


def test_the_committee_writes_to_those_who_speak_for_a_composite() -> None:
    composite, member = put_on_agenda(), make_committee_member()
    why_not = committee_rules.why_not_write(composite, by=member)
    committee_workflow.write(composite, by=member, subject="A room", words="Please come at nine.")
    assert why_not == []
    assert letters("written") == speakers(composite)


def test_words_taken_out_of_a_composite_are_told_to_the_movers_of_its_motions() -> None:
    composite = put_on_agenda()
    committee_workflow.propose_redaction(
        composite, by=make_committee_member(), passages=["village"], reason="A name"
    )
    committee_workflow.second(composite, by=make_committee_member())
    bodies = Email.objects.filter(kind="motions/redacted").values_list("body", flat=True)
    assert letters("redacted") == speakers(composite)
    assert all("is made of your motion" in body for body in bodies)
    assert not any("take your name off" in body for body in bodies)


def speakers(composite: Motion) -> list[str]:
    return sorted(mover_of(source.motion).email for source in selectors.sources_of(composite))


def test_words_are_removed_from_options_too() -> None:
    first, second = make_in_order()
    member = make_committee_member()
    composite = workflow.make(first, by=member, others=[second])
    questions = (Question("How does Ann Other cap?", ("As ANN other says.", "At ten.")),)
    workflow.write(composite, Text.of("Rents and homes", BOTH), by=member, base=1, options=questions)
    workflow.send(composite, by=member)
    for source in selectors.sources_of(composite):
        answer(source)
    workflow.put_on_agenda(composite, by=member)
    composite = present(composite)
    unknown = committee_rules.why_not_redact(composite, by=member, passages=["Kim Elsewhere"])
    committee_workflow.propose_redaction(composite, by=member, passages=["Ann Other"], reason="A name")
    committee_workflow.second(composite, by=make_committee_member())
    assert unknown == ["“Kim Elsewhere” is not in revision 2."]
    assert selectors.options_of(present(composite).text) == (
        Question("How does [words removed] cap?", ("As [words removed] says.", "At ten.")),
    )
