"""Two people at once with one composite: one answer each, and nothing doubled or lost."""

from functools import partial

import pytest

from lla.acts.refusals import OVERTAKEN
from motions.amendments import workflow as amendments_workflow
from motions.amendments.models import PendingCarry
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.composites import workflow as composites_workflow
from motions.composites.choices import AmendmentFate, ConsentAnswer
from motions.motion.choices import Status
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.concurrency import at_once, refusals
from tests.motions.composites.test_amendments import decide, make_with_amendments, put_on_agenda
from tests.motions.composites.test_workflow import present
from tests.motions.factories import BODY, make_committee_member, make_item, make_motion, mover_of

pytestmark = pytest.mark.django_db(transaction=True)


def make_composite() -> Motion:
    """Of two motions, whose people are asked about its text."""
    item, member = make_item(), make_committee_member()
    motions = [make_motion(item), make_motion(item)]
    for motion in motions:
        committee_workflow.rule_in_order(motion, by=member)
    composite = composites_workflow.make(motions[0], by=member, others=motions[1:])
    return composites_workflow.send(composite, by=member)


def test_nobody_agrees_to_a_text_of_a_composite_that_changes_at_that_moment() -> None:
    composite, member = make_composite(), make_committee_member()
    source = composite.sources.select_related("motion", "composite").first()
    assert source is not None
    agree = partial(
        composites_workflow.give_answer,
        source,
        by=mover_of(source.motion),
        answer=ConsentAnswer.AGREES,
        revision=1,
    )
    text = Text.of("Another title", BODY)
    answers = at_once([agree, partial(composites_workflow.write, composite, text, by=member, base=1)])

    consents = list(source.consents.values_list("revision__number", flat=True))
    overtaken = "The committee is writing a new text of this composite. We will email you when it is ready."
    assert (refusals(answers), consents) in (([], [1]), ([[overtaken]], []))


def test_a_motion_is_made_part_of_one_of_two_composites_begun_at_once() -> None:
    item, member = make_item(), make_committee_member()
    motions = [make_motion(item) for _ in range(3)]
    for motion in motions:
        committee_workflow.rule_in_order(motion, by=member)
    first, shared, last = motions
    answers = at_once(
        [
            partial(composites_workflow.make, first, by=member, others=[shared]),
            partial(composites_workflow.make, last, by=member, others=[shared]),
        ]
    )
    [[refusal]] = refusals(answers)
    assert refusal.startswith(f"{shared.reference}: This motion is already in composite m")


def test_a_composite_dissolved_and_put_on_the_agenda_at_once_leaves_its_motions_as_one_of_them_says() -> None:
    composite, member = make_composite(), make_committee_member()
    for source in composite.sources.select_related("motion", "composite"):
        composites_workflow.give_answer(
            source, by=mover_of(source.motion), answer=ConsentAnswer.AGREES, revision=1
        )
    at_once(
        [
            partial(composites_workflow.put_on_agenda, composite, by=member),
            partial(composites_workflow.dissolve, composite, by=member, reason="They fell out."),
        ]
    )
    assert list(Motion.objects.main().values_list("status", flat=True)) == [Status.IN_ORDER] * 2
    assert Motion.objects.composites().get().status == Status.WITHDRAWN


def moved_and_offered() -> Motion:
    """An amendment that was offered over to a composite, where it waits for its mover."""
    composite, amendments = make_with_amendments()
    put_on_agenda(composite, fates=dict.fromkeys(amendments.values(), AmendmentFate.MOVES))
    return present(amendments["edited"])


def test_a_mover_says_yes_while_a_slip_in_the_composite_is_corrected() -> None:
    edited, member = moved_and_offered(), make_committee_member()
    assert edited.amends
    composite = present(edited.amends)
    text = composite.text
    correct = partial(
        composites_workflow.correct_slip,
        composite,
        by=member,
        title=text.title,
        body=text.body.replace("To meet", "To meat"),
        appendix="",
        why="A word",
        base=text.number,
    )
    agree = partial(amendments_workflow.settle, edited, by=mover_of(edited), to=composite.current_id or 0)
    answers = at_once([agree, correct])

    edited, composite = present(edited), present(composite)
    waits = PendingCarry.objects.filter(motion=edited, to=composite.text).exists()
    assert (refusals(answers), edited.text.base == composite.text, waits) in (
        ([], True, False),
        ([[OVERTAKEN]], False, True),
    )


def test_an_amendment_is_withdrawn_while_its_motion_joins_a_composite() -> None:
    composite, amendments = make_with_amendments()
    decide(composite, dict.fromkeys(amendments.values(), AmendmentFate.MOVES))
    kept = amendments["kept"]
    answers = at_once(
        [
            partial(backing_workflow.withdraw, kept, by=mover_of(kept), note=""),
            partial(composites_workflow.put_on_agenda, composite, by=make_committee_member()),
        ]
    )
    labels = sorted(amendment.label for amendment in Motion.objects.amendments())
    assert (refusals(answers), present(kept).status) == ([], Status.WITHDRAWN)
    assert labels in (
        ["A.1", "Composite 1.1", "Composite 1.2"],
        ["Composite 1.1", "Composite 1.2", "Composite 1.3"],
    )


def test_two_of_the_committee_dissolve_and_decide_at_once() -> None:
    composite, amendments = make_with_amendments()
    composite = put_on_agenda(composite, fates=dict.fromkeys(amendments.values(), AmendmentFate.FALLS))
    at_once(
        [
            partial(decide, composite, dict.fromkeys(amendments.values(), AmendmentFate.MOVES)),
            partial(
                composites_workflow.dissolve, composite, by=make_committee_member(), reason="They fell out."
            ),
        ]
    )
    labels = sorted(amendment.label for amendment in Motion.objects.amendments())
    assert labels == ["A.1", "A.2", "B.1"]
