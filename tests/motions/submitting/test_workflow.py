"""Sending a motion in: what is kept, who is written to, and what is refused in words."""

from datetime import date, timedelta
from typing import Any

import pytest

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from motions.agenda.choices import Kind
from motions.backing import workflow as backing_workflow
from motions.motion.choices import Role, Status
from motions.motion.models import Motion
from motions.submitting import workflow as submitting_workflow
from tests.motions.factories import (
    make_conference,
    make_draft,
    make_item,
    make_person,
    make_submission,
    mover_of,
    submit,
)
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db


def emails() -> list[tuple[str, str]]:
    return list(Email.objects.order_by("pk").values_list("kind", "to"))


def refusal(submission: Any, *, late: bool = False) -> list[str]:
    with pytest.raises(NotAllowed) as refused:
        submit(submission, late=late)
    return refused.value.reasons


def test_a_group_motion_waits_for_both_officers() -> None:
    group = make_group("Weald Left Network")
    submission = make_submission(group=group, mover=make_person("Asha Lowe"))
    motion = submit(submission)
    assert motion.status == Status.AWAITING
    assert motion.group_name == "Weald Left Network"
    assert submission.officer is not None
    assert emails() == [
        ("motions/submitted", submission.mover.email),
        ("motions/asked_to_confirm", submission.officer.email),
    ]


def test_a_signatories_motion_gathers_once_its_mover_is_written_to() -> None:
    submission = make_submission()
    assert submit(submission).status == Status.GATHERING
    assert emails() == [("motions/submitted", submission.mover.email)]


def test_the_receipt_holds_reference_and_hash_but_no_word_that_a_stranger_may_have_typed() -> None:
    motion = submit(make_submission(title="Win 500 pounds", mover=make_person("See evil.example.org")))
    receipt = Email.objects.get(kind="motions/submitted")
    assert motion.current is not None
    for words in (motion.reference, motion.current.sha256, "{link}"):
        assert words in receipt.body
    for typed in ("Win 500", "evil.example.org", "Conference notes"):
        assert typed not in receipt.subject + receipt.body


def test_a_mover_who_has_confirmed_gets_the_whole_text() -> None:
    motion = submit(make_submission(appendix="A long list."))
    backing_workflow.confirm(mover_of(motion))
    receipt = Email.objects.get(kind="motions/gathering")
    assert motion.current is not None
    for words in (
        motion.reference,
        "> Organisers for every region",
        ">   - keep a list of whom to contact;",
        "> A long list.",
    ):
        assert words in receipt.body


def test_a_draft_sent_twice_gives_the_same_motion() -> None:
    submission = make_submission()
    draft = make_draft(submission.item.conference)
    assert submitting_workflow.submit(draft, submission) == submitting_workflow.submit(draft, submission)
    assert Motion.objects.count() == 1
    assert len(emails()) == 1


def test_a_group_renamed_later_does_not_rename_the_motion() -> None:
    group = make_group("Weald Left Network")
    motion = submit(make_submission(group=group))
    group.name = "Weald and Marsh Left"
    group.save()
    motion.refresh_from_db()
    assert motion.group_name == "Weald Left Network"


def test_after_closing_only_a_sender_who_was_told_may_send() -> None:
    item = make_item(make_conference(closes_in=timedelta(hours=-1)))
    submission = make_submission(item)
    (reason,) = refusal(submission)
    assert reason.startswith("Motions closed on ")
    assert submit(submission, late=True).status == Status.GATHERING


def test_the_grace_minutes_are_still_in_time() -> None:
    item = make_item(make_conference(closes_in=timedelta(minutes=-9), grace_minutes=10))
    assert submit(make_submission(item)).status == Status.GATHERING


def test_nothing_is_taken_before_opening_or_after_the_conference() -> None:
    before = make_item(make_conference(closes_in=timedelta(days=31)))
    over = make_item(make_conference(closes_in=timedelta(days=-30)))
    (early,) = refusal(make_submission(before), late=True)
    assert early.startswith(f"Motions to {before.conference} open on ")
    assert refusal(make_submission(over), late=True) == [f"{over.conference} is over. Motions are closed."]


def test_an_item_that_takes_no_motions_refuses_them() -> None:
    item = make_item(title="Opening", takes_motions=False)
    assert refusal(make_submission(item)) == [
        "You cannot send motions on the agenda item “Opening”. Choose another."
    ]


def test_an_emergency_is_about_something_after_closing() -> None:
    conference = make_conference(closes_in=timedelta(days=-2))
    item, today = make_item(conference), clock.now().date()

    def about(event_on: date | None) -> Any:
        return make_submission(item, kind=Kind.EMERGENCY, event_on=event_on)

    assert refusal(about(None)) == ["Enter the day of the event that makes this an emergency."]
    assert refusal(about(today - timedelta(days=9))) == [
        "An emergency motion is about something that happened after motions closed."
    ]
    assert refusal(about(today + timedelta(days=3))) == ["The day of the event is in the future."]
    assert submit(about(today)).kind == Kind.EMERGENCY


def test_the_confirming_officer_is_a_second_person() -> None:
    person = make_person()
    assert refusal(make_submission(group=make_group(), mover=person, officer=person)) == [
        "The confirming officer has to be a second person with a different email address."
    ]


def test_a_meeting_still_to_come_has_passed_nothing() -> None:
    tomorrow = clock.now().date() + timedelta(days=2)
    assert refusal(make_submission(group=make_group(), passed_on=tomorrow)) == [
        "The day the group passed the motion is in the future."
    ]


def test_word_limits_are_told_with_their_figures() -> None:
    item = make_item(make_conference(title_words=3, body_words=5))
    submission = make_submission(item, title="One two three four", body="- one two three four five six")
    assert refusal(submission) == [
        "The title has 4 words; the limit is 3.",
        "The motion has 6 words; the limit is 5.",
    ]


def test_a_motion_of_lead_ins_alone_is_not_a_motion() -> None:
    assert refusal(make_submission(title="", body="Conference notes:")) == [
        "Give the motion a title.",
        "Write what conference should note, believe or resolve.",
    ]


def test_a_refused_draft_keeps_everything_typed() -> None:
    submission = make_submission(body="")
    draft = make_draft(submission.item.conference)
    draft.typed = {"text": {"title": ["Kept"]}}
    draft.save()
    with pytest.raises(NotAllowed):
        submitting_workflow.submit(draft, submission)
    draft.refresh_from_db()
    assert (draft.typed, draft.motion) == ({"text": {"title": ["Kept"]}}, None)


def test_my_motions_are_written_home_only_to_somebody_behind_one() -> None:
    motion = submit(make_submission())
    mover = motion.backings.get(role=Role.MOVER)
    backing_workflow.confirm(mover)
    backing_workflow.send_my_motions("stranger@example.org")
    assert not Email.objects.filter(kind="motions/my_motions").exists()
    backing_workflow.send_my_motions(mover.email.upper())
    assert Email.objects.get(kind="motions/my_motions").to == mover.email
