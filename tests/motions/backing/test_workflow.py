"""The people behind a motion confirm, sign, show their names or withdraw."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from motions.agenda.choices import InTime, Kind, Labelling, Publishing
from motions.agenda.models import Conference
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Act, Role, Status
from tests.motions.factories import (
    confirm_all,
    make_committee_member,
    make_conference,
    make_emergency,
    make_group_motion,
    make_item,
    make_late_motion,
    make_motion,
    make_person,
    make_signatory,
    make_submission,
    mover_of,
    submit,
)
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db


def test_one_officer_alone_does_not_make_a_motion_received() -> None:
    motion = submit(make_submission(group=make_group()))
    assert backing_workflow.confirm(mover_of(motion)).status == Status.AWAITING
    officer = motion.backings.get(role=Role.CONFIRMING_OFFICER)
    assert backing_workflow.confirm(officer).status == Status.RECEIVED


def test_the_threshold_is_enforced_and_the_mover_counts() -> None:
    motion = submit(make_submission(make_item(make_conference(signatories_needed=3))))
    backing_workflow.confirm(mover_of(motion))
    make_signatory(motion)
    motion.refresh_from_db()
    assert motion.status == Status.GATHERING
    make_signatory(motion)
    motion.refresh_from_db()
    assert (motion.status, motion.label) == (Status.RECEIVED, "A")


def test_signatories_without_their_mover_are_not_enough() -> None:
    motion = submit(make_submission(make_item(make_conference(signatories_needed=2))))
    for _ in range(3):
        make_signatory(motion)
    motion.refresh_from_db()
    assert motion.status == Status.GATHERING


def test_a_received_motion_is_labelled_published_and_written_home() -> None:
    motion = make_group_motion()
    assert (motion.label, motion.is_public, motion.late) == ("A", True, False)
    assert list(motion.events.values_list("act", flat=True)) == [
        Act.SUBMITTED,
        Act.CONFIRMED,
        Act.CONFIRMED,
        Act.RECEIVED,
        Act.LABELLED,
        Act.PUBLISHED,
    ]
    assert Email.objects.filter(kind="motions/received").count() == 2


def test_a_new_conference_publishes_after_the_committee_has_looked() -> None:
    assert Conference().publishing == Publishing.AFTER_LOOK
    item = make_item(make_conference(publishing=Publishing.AFTER_LOOK))
    looked_at, ruled = make_group_motion(item), make_group_motion(item)
    assert (looked_at.is_public, ruled.is_public) == (False, False)
    assert committee_workflow.publish(looked_at, by=make_committee_member()).is_public
    committee_workflow.rule_in_order(ruled, by=make_committee_member())
    ruled.refresh_from_db()
    assert ruled.is_public


def test_labels_and_publishing_can_wait_for_the_ruling() -> None:
    conference = make_conference(labelling=Labelling.IN_ORDER, publishing=Publishing.AFTER_RULING)
    motion = make_group_motion(make_item(conference))
    assert (motion.label, motion.is_public) == ("", False)


@pytest.mark.parametrize("by_group", [True, False], ids=["group", "signatories"])
@pytest.mark.parametrize(
    ("fields", "late"),
    [
        ({"in_time_by": InTime.SENT, "confirming_hours": 2}, False),
        ({"in_time_by": InTime.SENT, "confirming_hours": 0}, True),
        ({"in_time_by": InTime.CONFIRMED, "confirming_hours": 2}, True),
    ],
)
def test_the_conference_says_whether_sending_or_the_last_confirmation_counts(
    fields: dict[str, Any], late: bool, by_group: bool
) -> None:
    conference = make_conference(closes_in=timedelta(minutes=1), grace_minutes=0, **fields)
    group = make_group() if by_group else None
    motion = submit(make_submission(make_item(conference), group=group))
    backing_workflow.confirm(mover_of(motion))
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        motion = confirm_all(motion)
    assert (motion.status, motion.late, motion.label) == (Status.RECEIVED, late, "L1" if late else "A")


def test_a_motion_sent_late_is_late_however_quickly_it_is_confirmed() -> None:
    conference = make_conference(closes_in=timedelta(hours=-1), in_time_by=InTime.SENT)
    motion = make_late_motion(make_item(conference))
    email = Email.objects.filter(kind="motions/received").earliest("pk")
    assert (motion.late, "It was sent after" in email.body) == (True, True)


def test_a_new_conference_counts_the_sending() -> None:
    assert (Conference().in_time_by, Conference().confirming_hours) == (InTime.SENT, 48)


def test_what_arrives_after_closing_is_kept_as_late_and_not_public() -> None:
    conference = make_conference(closes_in=timedelta(minutes=1), grace_minutes=0, in_time_by=InTime.CONFIRMED)
    motion = submit(make_submission(make_item(conference)))
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        motion = confirm_all(motion)
    assert (motion.status, motion.late, motion.label, motion.is_public) == (
        Status.RECEIVED,
        True,
        "L1",
        False,
    )
    assert Email.objects.filter(kind="motions/received", subject__endswith="received late").count() == 1


def test_an_emergency_motion_has_its_own_label() -> None:
    conference = make_conference(closes_in=timedelta(days=-2))
    motion = make_emergency(make_item(conference), event_on=clock.now().date())
    assert (motion.kind, motion.label, motion.late) == (Kind.EMERGENCY, "EM1", False)


def test_confirming_twice_is_told_kindly() -> None:
    motion = submit(make_submission())
    backing_workflow.confirm(mover_of(motion))
    with pytest.raises(NotAllowed) as refused:
        backing_workflow.confirm(mover_of(motion))
    assert refused.value.reasons == ["You have already confirmed. You do not have to do anything else."]


def test_an_address_signs_once_and_the_answer_does_not_tell() -> None:
    motion = submit(make_submission())
    signatory = make_signatory(motion)
    again = make_person(name="Somebody else")
    backing_workflow.sign(motion, type(again)(name=again.name, email=signatory.email.upper()))
    signatory.refresh_from_db()
    assert signatory.name != "Somebody else"
    assert Email.objects.filter(to=signatory.email, kind="motions/already_backing").count() == 1
    assert motion.backings.filter(email__iexact=signatory.email).count() == 1


def test_a_signatory_withdraws_and_may_sign_again() -> None:
    motion = submit(make_submission())
    backing_workflow.confirm(mover_of(motion))
    signatory = make_signatory(motion)
    backing_workflow.withdraw_support(signatory)
    assert motion.backings.standing().count() == 1
    assert Email.objects.filter(kind="motions/support_withdrawn").count() == 1
    make_signatory(motion, make_person(name="Back again"))
    backing_workflow.sign(motion, type(make_person())(name="Back again", email=signatory.email))
    signatory.refresh_from_db()
    assert (signatory.confirmed_at, signatory.withdrawn_at) == (None, None)


def test_the_mover_withdraws_the_motion_instead() -> None:
    motion = make_motion()
    with pytest.raises(NotAllowed) as refused:
        backing_workflow.withdraw_support(mover_of(motion))
    assert refused.value.reasons == ["You are the mover. Withdraw the motion instead."]


def test_nobody_becomes_co_mover_of_a_motion_that_has_ended() -> None:
    motion = make_motion()
    signatory = motion.backings.filter(role=Role.SIGNATORY)[0]
    backing_workflow.withdraw(motion, by=mover_of(motion), note="")
    with pytest.raises(NotAllowed) as refused:
        backing_workflow.ask_co_mover(signatory, by=mover_of(motion))
    assert refused.value.reasons == ["This motion has been withdrawn."]


def test_nobody_agrees_to_co_move_what_has_ended_since_they_were_asked() -> None:
    motion = make_motion()
    signatory = motion.backings.filter(role=Role.SIGNATORY)[0]
    backing_workflow.ask_co_mover(signatory, by=mover_of(motion))
    backing_workflow.withdraw(motion, by=mover_of(motion), note="")
    with pytest.raises(NotAllowed) as refused:
        backing_workflow.answer_co_moving(signatory, agrees=True)
    assert refused.value.reasons == ["This motion has been withdrawn."]
    signatory.refresh_from_db()
    assert signatory.role == Role.SIGNATORY


def test_a_signatory_is_a_co_mover_once_they_agree() -> None:
    motion = make_motion()
    first, second = motion.backings.filter(role=Role.SIGNATORY)

    def refusal(act: Callable[[], None]) -> list[str]:
        with pytest.raises(NotAllowed) as refused:
            act()
        return refused.value.reasons

    unasked = refusal(partial(backing_workflow.answer_co_moving, first, agrees=True))
    backing_workflow.ask_co_mover(first, by=mover_of(motion))
    first.refresh_from_db()
    before = first.role
    twice = refusal(partial(backing_workflow.ask_co_mover, first, by=mover_of(motion)))
    backing_workflow.answer_co_moving(first, agrees=True)
    first.refresh_from_db()
    by_co_mover = refusal(partial(backing_workflow.ask_co_mover, second, by=first))

    assert (before, first.role, first.co_mover_asked_at) == (Role.SIGNATORY, Role.CO_MOVER, None)
    assert unasked == ["Nobody asks you to be a co-mover."]
    assert twice == [f"{first.name} has been asked already."]
    assert by_co_mover == ["Only the mover can name co-movers."]
    told = Email.objects.filter(kind__contains="co_mover").order_by("pk").values_list("to", "subject")
    assert list(told) == [
        (first.email, f"{motion.reference}: will you be a co-mover?"),
        (mover_of(motion).email, f"{motion.reference}: you have a co-mover"),
    ]


def test_whoever_declines_to_co_move_stays_a_signatory_and_is_not_asked_again() -> None:
    motion = make_motion()
    signatory = motion.backings.filter(role=Role.SIGNATORY)[0]
    backing_workflow.ask_co_mover(signatory, by=mover_of(motion))
    backing_workflow.answer_co_moving(signatory, agrees=False)
    signatory.refresh_from_db()
    assert (signatory.role, signatory.co_mover_asked_at) == (Role.SIGNATORY, None)
    assert Email.objects.latest("pk").subject == f"{motion.reference}: no co-mover"
    with pytest.raises(NotAllowed, match=f"{signatory.name} has been asked already."):
        backing_workflow.ask_co_mover(signatory, by=mover_of(motion))


def test_the_record_holds_keys_and_no_personal_words() -> None:
    motion = make_motion(mover=make_person(name="Asha Lowe"))
    mover = mover_of(motion)
    kept = str(list(motion.events.values()))
    assert f"backing:{mover.pk}" in kept
    assert "Asha" not in kept
    assert mover.email not in kept
