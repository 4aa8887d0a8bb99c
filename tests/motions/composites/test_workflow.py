"""A composite is made of motions, agreed to by the people behind them, put on the agenda and dissolved."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from lla.time.wording import moment_in_words
from motions.agenda.models import Conference
from motions.backing import rules as backing_rules
from motions.backing import workflow as backing_workflow
from motions.committee import rules as committee_rules
from motions.committee import workflow as committee_workflow
from motions.composites import rules, selectors, workflow
from motions.composites.choices import ConsentAnswer
from motions.composites.models import CompositeSource
from motions.motion import rules as motion_rules
from motions.motion.choices import Act, Status
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.motions.factories import (
    make_committee_member,
    make_item,
    make_motion,
    make_signatory,
    mover_of,
)

pytestmark = pytest.mark.django_db

AGREES, STANDS_BY = ConsentAnswer.AGREES, ConsentAnswer.STANDS_BY_TEXT
RENTS = "Conference resolves:\n\n- To cap rents.\n- To count the empty homes.\n"
HOMES = "Conference resolves:\n\n- To build council homes in every town.\n"
BOTH = "Conference resolves:\n\n- To cap rents.\n- To build council homes in every village.\n- To meet.\n"


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.reasons


def make_in_order(count: int = 2) -> list[Motion]:
    """Motions in order under one item: A about rents, B about homes, then others."""
    item, member = make_item(), make_committee_member()
    bodies = {0: ("Rents", RENTS), 1: ("Homes", HOMES)}
    motions = []
    for number in range(count):
        title, body = bodies.get(number, (f"Motion {number}", RENTS))
        motion = make_motion(item, title=title, body=body)
        committee_workflow.rule_in_order(motion, by=member)
        motions.append(Motion.objects.main().for_papers().get(pk=motion.pk))
    return motions


def make_composite(count: int = 2, *, sent: bool = True) -> Motion:
    first, *others = make_in_order(count)
    member = make_committee_member()
    composite = workflow.make(first, by=member, others=others)
    workflow.write(composite, Text.of("Rents and homes", BOTH), by=member, base=1)
    if sent:
        workflow.send(composite, by=member)
    return present(composite)


def present(motion: Motion) -> Motion:
    return Motion.objects.any_nature().for_papers().get(pk=motion.pk)


def answer(source: CompositeSource, what: str = AGREES, *, revision: int = 2) -> None:
    workflow.give_answer(source, by=mover_of(source.motion), answer=what, revision=revision)


def statuses(composite: Motion) -> list[str]:
    sources = CompositeSource.objects.filter(composite=composite).order_by("motion_id")
    return [Motion.objects.main().get(pk=source.motion_id).status for source in sources]


def letters(kind: str) -> list[str]:
    return sorted(Email.objects.filter(kind=f"motions/{kind}").values_list("to", flat=True))


def test_a_composite_begins_with_the_text_of_its_first_motion_and_is_private() -> None:
    first, second = make_in_order()
    composite = present(workflow.make(first, by=make_committee_member(), others=[second]))
    assert (composite.nature, composite.status, composite.label, composite.is_public) == (
        "composite",
        Status.AWAITING,
        "",
        False,
    )
    assert (composite.text.body, composite.item) == (first.text.body, first.item)
    assert [source.motion.pk for source in selectors.sources_of(composite)] == [first.pk, second.pk]
    assert statuses(composite) == [Status.IN_ORDER, Status.IN_ORDER]


def test_where_each_clause_came_from_is_kept_with_the_text() -> None:
    composite = make_composite(sent=False)
    came = [(each.number, each.how, each.where) for each in selectors.origins_of(composite, composite.text)]
    assert came == [
        ("Title", "edited", "1A title"),
        ("1", "word for word", "1A 1"),
        ("2", "edited", "1B 1"),
        ("3", "new", ""),
    ]


def test_the_people_behind_a_motion_see_what_was_kept_edited_and_left_out() -> None:
    composite = make_composite()
    rents, homes = selectors.sources_of(composite)
    seen = [
        [(fate.number, fate.what, fate.now) for fate in selectors.fates(source.revision, composite.text)]
        for source in (rents, homes)
    ]
    assert seen == [
        [
            ("Title", "Edited", "Rents and homes"),
            ("1", "Kept word for word", ""),
            ("2", "Left out", ""),
        ],
        [("Title", "Edited", "Rents and homes"), ("1", "Edited", "To build council homes in every village.")],
    ]


def test_motions_of_one_composite_are_two_in_order_of_one_kind_and_in_no_other() -> None:
    first, second, third = make_in_order(3)
    member = make_committee_member()
    make = partial(workflow.make, by=member)
    alone = refused(lambda: make(first, others=[]))
    received = make_motion(first.item)
    early = refused(lambda: make(first, others=[received]))
    make(first, others=[second])
    taken = refused(lambda: make(third, others=[second]))
    [composite] = Motion.objects.composites()
    assert [alone, early, taken] == [
        ["A composite is made of two or more motions."],
        [f"{received.reference}: A composite is made of motions that are in order."],
        [f"{second.reference}: This motion is already in composite {composite.reference}."],
    ]


def test_motions_of_two_conferences_make_no_composite() -> None:
    [first, _], [elsewhere, _] = make_in_order(), make_in_order()
    assert refused(lambda: workflow.make(first, by=make_committee_member(), others=[elsewhere])) == [
        "The motions of a composite are of one conference and one kind."
    ]


def test_the_movers_of_each_motion_are_asked_and_no_signatory() -> None:
    composite = make_composite()
    sources = selectors.sources_of(composite)
    assert letters("composite_proposed") == sorted(mover_of(source.motion).email for source in sources)
    assert refused(lambda: workflow.send(composite, by=make_committee_member())) == [
        "The people behind the motions have been asked about this text already."
    ]
    signatory = make_signatory(sources[0].motion)
    assert refused(lambda: workflow.give_answer(sources[0], by=signatory, answer=AGREES, revision=2)) == [
        "Only the mover and co-movers can do this."
    ]


def test_nobody_agrees_to_what_is_still_being_written() -> None:
    composite = make_composite(sent=False)
    [source, _] = selectors.sources_of(composite)
    assert refused(lambda: answer(source)) == ["The committee is still writing this composite."]


def test_a_new_text_voids_what_was_agreed_to() -> None:
    composite, member = make_composite(), make_committee_member()
    [rents, homes] = selectors.sources_of(composite)
    answer(rents)
    answer(homes)
    workflow.write(composite, Text.of("Rents and homes", HOMES), by=member, base=2)
    composite = present(composite)
    meanwhile = refused(lambda: answer(rents, STANDS_BY))
    closed = refused(lambda: workflow.put_on_agenda(composite, by=member))
    workflow.send(composite, by=member)
    late = refused(lambda: answer(rents, revision=2))
    assert selectors.agreeing(selectors.sources_of(composite), present(composite).text) == []
    assert [meanwhile, closed, late] == [
        ["The committee is writing a new text of this composite. We will email you when it is ready."],
        [
            "The people behind fewer than two of its motions agree to this text. Wait for their answers, "
            "write another text, or dissolve the composite."
        ],
        ["The composite has a new text since you opened this page. Read it before you answer."],
    ]
    again = Email.objects.filter(kind="motions/composite_proposed", body__contains="no longer counts")
    assert again.count() == 2


def test_an_answer_can_be_changed_and_the_last_one_counts() -> None:
    composite = make_composite()
    [rents, _] = selectors.sources_of(composite)
    answer(rents)
    again = refused(lambda: answer(rents))
    answer(rents, STANDS_BY)
    [rents, _] = selectors.sources_of(composite)
    assert again == ["You have already said that you agree to this text."]
    assert selectors.standing_answer(rents, composite.text) == STANDS_BY
    assert rents.consents.count() == 2


def test_on_the_agenda_it_takes_the_place_of_the_motions_whose_people_agree() -> None:
    composite, member = make_composite(3), make_committee_member()
    [rents, homes, third] = selectors.sources_of(composite)
    answer(rents)
    answer(homes)
    answer(third, STANDS_BY)
    workflow.put_on_agenda(composite, by=member)

    composite = present(composite)
    assert (composite.status, composite.label, composite.is_public) == (Status.IN_ORDER, "Composite 1", True)
    assert statuses(composite) == [Status.COMPOSITED, Status.COMPOSITED, Status.IN_ORDER]
    assert letters("composited") == sorted(mover_of(source.motion).email for source in (rents, homes))
    assert letters("not_composited") == [mover_of(third.motion).email]
    assert composite.titled == "Composite 1: Rents and homes"


def test_composites_are_counted_through_the_conference() -> None:
    motions, member = make_in_order(4), make_committee_member()
    labels = []
    for pair in (motions[:2], motions[2:]):
        composite = workflow.make(pair[0], by=member, others=pair[1:])
        workflow.send(composite, by=member)
        for source in selectors.sources_of(composite):
            answer(source, revision=1)
        labels.append(workflow.put_on_agenda(composite, by=member).label)
    assert labels == ["Composite 1", "Composite 2"]


def put_on_agenda() -> Motion:
    composite = make_composite()
    for source in selectors.sources_of(composite):
        answer(source)
    return present(workflow.put_on_agenda(composite, by=make_committee_member()))


def test_a_dissolved_composite_gives_its_motions_back() -> None:
    composite, member = put_on_agenda(), make_committee_member()
    workflow.dissolve(composite, by=member, reason="They fell out.")
    assert (present(composite).status, statuses(composite)) == (
        Status.WITHDRAWN,
        [Status.IN_ORDER, Status.IN_ORDER],
    )
    [email, _] = Email.objects.filter(kind="motions/composite_dissolved")
    assert "> They fell out." in email.body
    first, second = Motion.objects.main().order_by("pk")
    again = workflow.make(first, by=member, others=[second])
    assert again.status == Status.AWAITING
    assert refused(lambda: workflow.dissolve(composite, by=member, reason="")) == [
        "This composite is withdrawn."
    ]


def test_nobody_is_written_to_about_a_composite_that_they_never_saw() -> None:
    composite = make_composite(sent=False)
    workflow.dissolve(composite, by=make_committee_member(), reason="A mistake.")
    assert (letters("composite_dissolved"), present(composite).is_public) == ([], False)


def test_a_motion_that_is_part_of_a_composite_is_neither_withdrawn_nor_revised() -> None:
    composite = put_on_agenda()
    [source, _] = selectors.sources_of(composite)
    motion, now = present(source.motion), clock.now()
    part = ["This motion is part of a composite now."]
    assert [
        backing_rules.why_not_withdraw(motion, now=now),
        backing_rules.why_not_revise(motion, now=now),
        refused(lambda: backing_workflow.withdraw(motion, by=mover_of(motion), note="")),
    ] == [part, part, part]


def test_a_composite_is_dissolved_and_neither_withdrawn_nor_reopened() -> None:
    composite, member = put_on_agenda(), make_committee_member()
    assert [
        backing_rules.why_not_withdraw_for_mover(composite, by=member, now=clock.now()),
        committee_rules.why_not_reopen(composite, by=member, now=clock.now()),
    ] == [
        ["A composite is not withdrawn. Dissolve it, and its motions are in order again."],
        ["Dissolve the composite instead, and its motions are in order again."],
    ]


def test_a_motion_that_was_withdrawn_meanwhile_agrees_to_nothing() -> None:
    composite, member = make_composite(), make_committee_member()
    [rents, homes] = selectors.sources_of(composite)
    answer(rents)
    answer(homes)
    backing_workflow.withdraw(rents.motion, by=mover_of(rents.motion), note="")
    [refusal] = refused(lambda: workflow.put_on_agenda(composite, by=member))
    assert refusal.startswith("The people behind fewer than two of its motions agree")
    assert refused(lambda: answer(selectors.sources_of(composite)[0], STANDS_BY)) == [
        "Your motion is withdrawn. Only a motion that is in order can be composited."
    ]


def test_after_the_freeze_nobody_is_asked_and_nothing_is_written() -> None:
    composite, member = make_composite(), make_committee_member()
    Conference.objects.filter(pk=composite.conference_id).update(
        motions_open_at=clock.now() - timedelta(days=9),
        motions_close_at=clock.now() - timedelta(days=4),
        amendments_close_at=clock.now() - timedelta(days=3),
        emergency_close_at=clock.now() - timedelta(days=2),
        freeze_at=clock.now() - timedelta(days=1),
    )
    [source, _] = selectors.sources_of(composite)
    text = Text.of("Rents", HOMES)
    sentences = [
        refused(lambda: answer(source)),
        refused(lambda: workflow.write(composite, text, by=member, base=2)),
        refused(lambda: workflow.put_on_agenda(composite, by=member)),
    ]
    assert [sentence.startswith("Composites closed on ") for [sentence] in sentences] == [True] * 3


def test_composites_close_at_a_moment_of_their_own() -> None:
    composite, member = make_composite(), make_committee_member()
    [source, _] = selectors.sources_of(composite)
    closes_at = clock.now() + timedelta(days=25)
    Conference.objects.filter(pk=composite.conference_id).update(composites_close_at=closes_at)
    composite = present(composite)
    [source, _] = selectors.sources_of(composite)
    assert composite.conference.closes_at(composite.closing) == closes_at
    ask = partial(rules.why_not_write, composite, by=member)
    assert [ask(now=closes_at - timedelta(minutes=1)), ask(now=closes_at)] == [
        [],
        [f"Composites closed on {moment_in_words(closes_at)}."],
    ]
    refusals = [
        rules.why_not_begin(source.motion, by=member, now=closes_at),
        rules.why_not_send(composite, by=member, now=closes_at),
        rules.why_not_put_on_agenda(composite, by=member, now=closes_at),
        rules.why_not_answer(source, by=mover_of(source.motion), now=closes_at),
    ]
    assert [refusal[-1].startswith("Composites closed on") for refusal in refusals] == [True] * 4
    assert rules.why_not_dissolve(composite, by=member, now=closes_at) == []


def test_a_text_that_somebody_saved_meanwhile_is_not_overwritten() -> None:
    composite, member = make_composite(), make_committee_member()
    text = Text.of("Rents", HOMES)
    [overtaken] = refused(lambda: workflow.write(composite, text, by=member, base=1))
    same = Text.of(composite.text.title, composite.text.body)
    assert overtaken.startswith("Somebody saved this while you were writing")
    assert refused(lambda: workflow.write(composite, same, by=member, base=2)) == [motion_rules.UNCHANGED]


def test_whoever_declared_an_interest_takes_no_part() -> None:
    composite, member = make_composite(), make_committee_member()
    committee_workflow.recuse(composite, by=member, interest="I moved one of its motions.")
    reasons = refused(lambda: workflow.put_on_agenda(composite, by=member))
    assert reasons == ["You have declared an interest in this composite, so you cannot take part in it."]


def test_the_history_of_a_motion_says_which_composite_it_joined() -> None:
    composite = put_on_agenda()
    [source, _] = selectors.sources_of(composite)
    events = source.motion.events.filter(public=True).values_list("act", "details").order_by("pk")
    assert events.last() == (Act.COMPOSITED, {"other": composite.pk})
