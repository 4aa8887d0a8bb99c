"""An appeal: made by the motion's people in time, decided by two who did not rule, and what follows."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.subjects.registry import Person
from lla.time import clock
from lla.time.wording import moment_in_words
from motions.agenda.choices import Labelling, Publishing
from motions.appeals import rules, selectors
from motions.appeals import workflow as appeals_workflow
from motions.appeals.models import Appeal, ReferenceBack
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Act, Outcome, Status
from motions.motion.models import Motion, Ruling
from motions.personal_data import workflow as personal_data_workflow
from tests.factories import make_staff
from tests.motions.committee.admin_pages import page_of, seen, sheet_of
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_item,
    make_motion,
    mover_of,
)
from tests.motions.member_pages import mine, mover_comes_in

pytestmark = pytest.mark.django_db

GROUNDS = "It has one subject: buses."


def rule_out(motion: Motion) -> list[User]:
    """Ruled out; answers the two who did it."""
    members = [make_committee_member(), make_committee_member()]
    committee_workflow.propose_ruling_out(motion, by=members[0], rule="Rule 4", reason="Two subjects.")
    committee_workflow.second(motion, by=members[1])
    return members


def make_appeal() -> tuple[Motion, list[User]]:
    motion = make_motion()
    members = rule_out(motion)
    appeals_workflow.appeal(motion, by=mover_of(motion), grounds=GROUNDS)
    return Motion.objects.any_nature().for_papers().get(pk=motion.pk), members


def decide(motion: Motion, *, allowed: bool) -> None:
    first, second = make_committee_member(), make_committee_member()
    committee_workflow.propose_on_appeal(motion, by=first, allowed=allowed, reason="We read it again.")
    committee_workflow.second(motion, by=second)


def refused(act: object) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()  # type: ignore[operator]
    return refusal.value.reasons


def test_an_appeal_is_told_to_its_mover_and_to_those_who_did_not_rule() -> None:
    other = make_staff(name="Jo Reed")
    first, second = make_staff(name="Kit Marsh"), make_staff(name="Lee Oakes")
    motion = make_motion()
    committee_workflow.propose_ruling_out(motion, by=first, rule="Rule 4", reason="Two subjects.")
    committee_workflow.second(motion, by=second)

    appeals_workflow.appeal(motion, by=mover_of(motion), grounds=GROUNDS)

    motion.refresh_from_db()
    step = motion.events.get(act=Act.APPEALED)
    assert (motion.status, step.public, step.details) == (Status.UNDER_APPEAL, True, {})
    kinds = ("motions/appealed", "motions/appeal_received")
    told = Email.objects.filter(kind__in=kinds).order_by("kind").values_list("kind", "to")
    assert list(told) == [
        ("motions/appeal_received", mover_of(motion).email),
        ("motions/appealed", other.email),
    ]
    assert all("> It has one subject: buses." in email.body for email in Email.objects.filter(kind__in=kinds))


@pytest.mark.parametrize("allowed", [True, False])
def test_two_who_did_not_rule_decide(allowed: bool) -> None:
    motion, _ = make_appeal()

    decide(motion, allowed=allowed)

    motion.refresh_from_db()
    appeal = Appeal.objects.get()
    decided = Outcome.APPEAL_ALLOWED if allowed else Outcome.APPEAL_REFUSED
    ended = appeal.ruling.ended_at is not None
    assert motion.status == (Status.IN_ORDER if allowed else Status.RULED_OUT)
    assert (ended, appeal.decision and appeal.decision.outcome) == (allowed, decided)
    emails = Email.objects.filter(kind="motions/appeal_decided")
    assert {email.to for email in emails} == set(motion.backings.values_list("email", flat=True))
    assert all("We read it again." in email.body for email in emails)


def test_an_allowed_appeal_puts_a_motion_on_the_agenda_that_was_not_public_yet() -> None:
    item = make_item(make_conference(publishing=Publishing.AFTER_RULING, labelling=Labelling.IN_ORDER))
    motion = make_motion(item)
    rule_out(motion)
    appeals_workflow.appeal(motion, by=mover_of(motion), grounds=GROUNDS)
    assert (motion.is_public, motion.label) == (False, "")
    decide(motion, allowed=True)
    motion.refresh_from_db()
    assert (motion.is_public, motion.label) == (True, "A")


def test_an_allowed_appeal_leaves_a_ruling_that_can_be_reopened() -> None:
    motion, _ = make_appeal()
    decide(motion, allowed=True)
    ruling = committee_workflow.propose_reopening(motion, by=make_committee_member(), reason="Again.")
    assert (ruling.outcome, ruling.ends and ruling.ends.outcome) == (Outcome.REOPENED, Outcome.IN_ORDER)


def test_whoever_ruled_decides_no_appeal_and_seconds_none() -> None:
    motion, ruled = make_appeal()
    own = ["You proposed or seconded the ruling, so two others have to decide the appeal."]
    propose = partial(committee_workflow.propose_on_appeal, motion, reason="No.")

    proposing = [refused(partial(propose, by=by, allowed=True)) for by in ruled]
    propose(by=make_committee_member(), allowed=False)
    seconding = [refused(partial(committee_workflow.second, motion, by=by)) for by in ruled]

    assert (proposing, seconding) == ([own, own], [own, own])


def test_an_appeal_closes_after_72_hours_or_at_the_freeze_if_that_is_earlier() -> None:
    now = clock.now()
    conferences = make_conference(), make_conference(closes_in=timedelta(days=-19))
    rulings = [Ruling(motion=Motion(conference=conference), decided_at=now) for conference in conferences]
    assert [rules.closes_at(ruling) for ruling in rulings] == [
        now + timedelta(hours=72),
        conferences[1].freeze_at,
    ]


def test_a_late_appeal_and_a_second_one_are_refused_in_words() -> None:
    motion = make_motion()
    act = partial(appeals_workflow.appeal, motion, by=mover_of(motion), grounds=GROUNDS)
    never = refused(act)
    rule_out(motion)
    motion.refresh_from_db()
    soon, late = (
        rules.why_not_appeal(motion, now=clock.now() + timedelta(hours=hours)) for hours in (71, 72)
    )
    act()
    twice = refused(act)
    decide(motion, allowed=False)

    assert (soon, [reason.partition(" on ")[0] for reason in late]) == (
        [],
        ["Appeals against this ruling closed"],
    )
    assert (never, twice, refused(act)) == (
        ["There is no ruling to appeal against."],
        ["An appeal against this ruling has been made and is not decided yet."],
        ["An appeal against this ruling has been refused."],
    )


def test_only_those_who_act_for_the_motion_appeal() -> None:
    motion = make_motion()
    rule_out(motion)
    signatory = motion.backings.filter(role="signatory")[0]
    assert refused(lambda: appeals_workflow.appeal(motion, by=signatory, grounds=GROUNDS)) == [
        "Only the mover and co-movers can do this."
    ]


def test_a_reference_back_is_entered_once_and_only_after_a_refused_appeal() -> None:
    motion, _ = make_appeal()
    act = partial(appeals_workflow.refer_back, motion, by=make_committee_member())
    early = refused(act)
    decide(motion, allowed=False)
    act()

    assert (early, refused(act)) == (
        ["Only after a refused appeal can a motion be referred back to conference."],
        ["A reference back is already entered."],
    )
    assert ReferenceBack.objects.get().appeal.motion == motion
    assert motion.events.get(act=Act.REFERENCE_BACK).public


def test_a_mover_appeals_from_their_page_and_the_grounds_are_not_public(client: Client) -> None:
    motion = make_motion(title="Buses")
    rule_out(motion)
    mover_comes_in(client, motion)
    address = reverse("motions:appeal", args=[motion.reference])

    empty = client.post(address, {"grounds": ""})
    answer = client.post(address, {"grounds": GROUNDS}, follow=True)

    assert empty.context["form"].errors == {"grounds": ["Say why the ruling is wrong."]}
    assert [str(message) for message in answer.context["messages"]] == ["Appeal sent to the committee."]
    public = client.get(motion.get_absolute_url()).content.decode()
    for page in (public, answer.content.decode()):
        assert ("Appealed against the ruling" in page, GROUNDS in page) == (True, False)
    assert "An appeal against this ruling is not decided yet." in public


def test_the_desk_shows_the_grounds_and_decides_by_buttons(desk: Client) -> None:
    motion, _ = make_appeal()

    sheet = desk.get(sheet_of(motion)).content.decode()
    desk.post(page_of(motion, "allow-appeal"), {"seen": seen(motion), "reason": "It has one subject."})
    queue = desk.get(reverse("admin:motions_motion_changelist"), {"queue": "appeals"})

    assert "It has one subject: buses." in sheet
    assert motion.rulings.open().get().outcome == Outcome.APPEAL_ALLOWED
    assert list(queue.context["cl"].result_list) == [motion]


def test_a_refused_appeal_is_printed_with_its_reason(client: Client) -> None:
    motion, _ = make_appeal()
    decide(motion, allowed=False)
    page = client.get(motion.get_absolute_url()).content.decode()
    assert "An appeal against the ruling was refused. We read it again." in page


def test_the_grounds_go_when_their_writer_is_erased() -> None:
    motion, _ = make_appeal()
    mover = mover_of(motion)
    personal_data_workflow.erase(Person(mover.email, None), SYSTEM)
    assert Appeal.objects.get().grounds == "Words erased"
    assert selectors.open_appeal(motion) is not None


def test_the_mover_reads_the_reason_and_the_moment_that_the_email_names(client: Client) -> None:
    motion = make_motion()
    rule_out(motion)
    mover_comes_in(client, motion)
    until = moment_in_words(rules.closes_at(Ruling.objects.get(motion=motion)))
    page = " ".join(client.get(mine(motion, "track")).text.split())
    told = Email.objects.filter(kind="motions/ruled_out").latest("pk")
    assert ("Reason: Two subjects." in page, f"the mover can appeal until {until}." in page) == (True, True)
    assert until in " ".join(told.body.split())
    over = clock.now() + rules.OPEN_FOR
    motion.refresh_from_db()
    assert rules.until_or_why_not(motion, now=over) == f"Appeals against this ruling closed on {until}."
