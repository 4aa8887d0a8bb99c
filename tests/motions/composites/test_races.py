"""Two people at once with one composite: one answer each, and nothing doubled or lost."""

from functools import partial

import pytest

from motions.committee import workflow as committee_workflow
from motions.composites import workflow as composites_workflow
from motions.composites.choices import ConsentAnswer
from motions.motion.choices import Status
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.concurrency import at_once, refusals
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
