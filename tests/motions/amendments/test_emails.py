"""The people behind an amendment are told once what becomes of it with the motion that it amends."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lla.emails.models import Email
from motions.amendments.rules import why_fallen
from motions.appeals.workflow import appeal
from motions.backing import rules as backing_rules
from motions.backing import workflow as backing_workflow
from motions.committee.workflow import (
    propose_hiding,
    propose_on_appeal,
    propose_reopening,
    propose_ruling_out,
    propose_showing,
    second,
)
from motions.motion.models import Motion
from tests.motions.factories import (
    make_amending,
    make_amendment,
    make_committee_member,
    make_motion,
    mover_of,
    submit,
)

pytestmark = pytest.mark.django_db

KINDS = ("motions/motion_ended", "motions/motion_back", "motions/motion_hidden")


@pytest.fixture
def motion() -> Motion:
    return make_motion()


@pytest.fixture
def amendment(motion: Motion) -> Motion:
    return make_amendment(motion, old="neighbouring ")


def now(motion: Motion) -> Motion:
    return Motion.objects.for_papers().get(pk=motion.pk)


def told() -> list[tuple[str, str]]:
    """To whom and with which subject, by the reference that begins it."""
    return list(Email.objects.filter(kind__in=KINDS).order_by("pk").values_list("to", "subject"))


def last() -> str:
    return " ".join(Email.objects.filter(kind__in=KINDS).latest("pk").body.split())


def rule_out(motion: Motion) -> None:
    propose_ruling_out(motion, by=make_committee_member(), rule="Rule 4", reason="Two subjects.")
    second(motion, by=make_committee_member())


def test_amendments_fall_with_a_withdrawn_motion(motion: Motion, amendment: Motion) -> None:
    gone = make_amendment(motion, old="often ")
    backing_workflow.withdraw(gone, by=mover_of(gone), note="")
    backing_workflow.withdraw(motion, by=mover_of(motion), note="")
    assert told() == [(mover_of(amendment).email, f"{amendment.reference}: it falls with its motion")]
    assert (
        f"Motion {motion.reference}, which your amendment {amendment.reference} changes, has been withdrawn. "
        "So conference does not vote on your amendment, and you don't have to do anything about it."
    ) in last()


def test_they_fall_with_a_motion_that_is_ruled_out_and_are_back_once_it_is_reopened(
    motion: Motion, amendment: Motion
) -> None:
    rule_out(motion)
    ruled_out = last()
    propose_reopening(now(motion), by=make_committee_member(), reason="It has one subject.")
    second(now(motion), by=make_committee_member())

    mover = mover_of(amendment).email
    assert told() == [
        (mover, f"{amendment.reference}: it falls with its motion"),
        (mover, f"{amendment.reference}: back with its motion"),
    ]
    assert f"has ruled out motion {motion.reference}, which your amendment" in ruled_out
    assert "If the ruling is reopened, or an appeal allowed, we email you again." in ruled_out
    assert "has reopened its ruling on motion" in last()


def test_an_appeal_says_nothing_until_it_is_allowed(motion: Motion, amendment: Motion) -> None:
    rule_out(motion)
    appeal(now(motion), by=mover_of(motion), grounds="It has one subject.")
    before = len(told())
    propose_on_appeal(now(motion), by=make_committee_member(), allowed=True, reason="We read it again.")
    second(now(motion), by=make_committee_member())
    assert (before, len(told())) == (1, 2)
    assert "has allowed the appeal against ruling out motion" in last()


def test_whoever_reads_no_more_of_a_hidden_motion_reads_no_amendment_to_it(
    motion: Motion, amendment: Motion
) -> None:
    propose_hiding(motion, by=make_committee_member(), reason="It names a child.")
    second(now(motion), by=make_committee_member())
    hidden = last()
    propose_showing(now(motion), by=make_committee_member(), reason="No.", hidden_by=motion.rulings.get())
    second(now(motion), by=make_committee_member())
    mover = mover_of(amendment).email
    assert told() == [
        (mover, f"{amendment.reference}: hidden with its motion"),
        (mover, f"{amendment.reference}: shown again with its motion"),
    ]
    assert f"has hidden motion {motion.reference}, which your amendment" in hidden
    assert "> It names a child." in hidden
    assert why_fallen(now(amendment)) == []


def test_nobody_is_asked_to_confirm_an_amendment_that_has_fallen(motion: Motion) -> None:
    waiting = submit(make_amending(motion, old="neighbouring "))
    backing_workflow.withdraw(motion, by=mover_of(motion), note="")
    waiting = now(waiting)
    why = ["The motion was withdrawn."]
    moment = motion.conference.motions_open_at
    assert backing_rules.why_not_confirm(mover_of(waiting), now=moment) == why
    assert backing_rules.why_not_support(waiting, now=moment) == why
    assert backing_rules.why_not_remind(waiting, now=moment) == why
    assert told() == []


def queries_to_withdraw(*, amendments: int) -> int:
    motion = make_motion()
    for number in range(amendments):
        make_amendment(motion, old="neighbouring", new=f"nearby {number}")
    mover = mover_of(motion)
    with CaptureQueriesContext(connection) as captured:
        backing_workflow.withdraw(motion, by=mover, note="")
    return len(captured)


def test_three_are_told_with_as_many_queries_as_one() -> None:
    assert queries_to_withdraw(amendments=3) == queries_to_withdraw(amendments=1)
    assert len(told()) == 4
