"""The mover of a motion accepts an amendment, or does not."""

import pytest
import time_machine
from django.core import mail

from lla.acts.refusals import NotAllowed
from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from motions.amending import workflow
from motions.amendments.choices import Answer
from motions.amendments.models import Amendment, PendingCarry
from motions.amendments.workflow import print_as_one
from motions.committee.workflow import rule_in_order
from motions.motion.choices import Act, Status
from motions.motion.models import Motion
from tests.motions.factories import (
    make_amendment,
    make_committee_member,
    make_item,
    make_motion,
    mover_of,
)

pytestmark = pytest.mark.django_db

BODY = """Conference notes:

- Rents have risen by five pounds a week.
- The council has done nothing.

Conference resolves:

- To write to the council.
"""


@pytest.fixture
def motion() -> Motion:
    motion = make_motion(make_item(), title="Rents", body=BODY)
    rule_in_order(motion, by=make_committee_member())
    return now(motion)


def now(motion: Motion) -> Motion:
    return Motion.objects.for_papers().get(pk=motion.pk)


def in_order(motion: Motion, old: str, new: str) -> Motion:
    amendment = make_amendment(now(motion), old=old, new=new)
    rule_in_order(amendment, by=make_committee_member())
    return now(amendment)


def test_the_mover_is_asked_about_amendments_in_order_in_one_email(motion: Motion) -> None:
    first, second = in_order(motion, "nothing", "little"), in_order(motion, "write", "talk")
    asked = Email.objects.filter(kind="motions/amendment_to_answer").order_by("pk")
    mover = mover_of(motion).email
    assert [(email.to, email.about) for email in asked] == [
        (mover, first.reference),
        (mover, second.reference),
    ]
    rule_in_order(make_amendment(now(motion), old="five", new="ten"), by=make_committee_member())
    deliver_due()
    [sent] = [email for email in mail.outbox if email.subject == "3 amendments to answer"]
    assert (sent.to, f"- {first.label}\n- {second.label}\n- " in sent.body) == ([mover], True)


def test_an_accepted_amendment_is_part_of_the_motion(motion: Motion) -> None:
    amendment = in_order(motion, "nothing", "little")
    other = in_order(motion, "write", "talk")
    Email.objects.all().delete()
    workflow.accept(amendment, by=mover_of(motion), seen=1)
    motion, amendment, other = now(motion), now(amendment), now(other)
    assert "The council has done little." in motion.text.body
    assert (motion.text.number, motion.text.why) == (2, "Accepts A.1, three signatories")
    assert (motion.status, amendment.status) == (Status.IN_ORDER, Status.ACCEPTED)
    row = Amendment.objects.get(motion=amendment)
    assert (row.answer, row.merged_in) == ("accepted", motion.text)
    assert (other.text.base, other.text.instruction) == (
        motion.text,
        "In clause 3, delete “write” and insert “talk”.",
    )
    kinds = ["amendment_answered", "amendments_followed", "carried_over", "revised"]
    sent = set(Email.objects.values_list("kind", flat=True))
    assert sorted(sent) == [f"motions/{kind}" for kind in kinds]


def test_one_that_clashes_with_what_was_accepted_is_refused_by_name(motion: Motion) -> None:
    first, second = in_order(motion, "nothing", "little"), in_order(motion, "nothing", "harm")
    workflow.accept(first, by=mover_of(motion), seen=1)
    assert PendingCarry.objects.get().motion == second
    with pytest.raises(NotAllowed) as refusal:
        workflow.accept(second, by=mover_of(motion), seen=1)
    assert refusal.value.reasons == [
        "It changes the same words as A.1, which you have accepted, so you cannot accept both."
    ]
    assert now(motion).text.number == 2


def test_an_acceptance_is_not_taken_back_by_another_answer(motion: Motion) -> None:
    amendment = in_order(motion, "nothing", "little")
    workflow.accept(amendment, by=mover_of(motion), seen=1)
    with pytest.raises(NotAllowed) as refusal:
        workflow.decline(amendment, by=mover_of(motion), seen=1)
    assert refusal.value.reasons == ["You have accepted this amendment. To undo that, revise the motion."]


def test_what_was_not_accepted_can_be_accepted_later(motion: Motion) -> None:
    amendment = in_order(motion, "nothing", "little")
    workflow.decline(amendment, by=mover_of(motion), seen=1)
    assert Amendment.objects.get().answer == "not_accepted"
    assert amendment.events.latest("pk").act == Act.NOT_ACCEPTED
    workflow.accept(amendment, by=mover_of(motion), seen=1)
    assert now(amendment).status == Status.ACCEPTED


def test_only_the_answer_is_kept_once_the_order_paper_is_final(motion: Motion) -> None:
    amendment = in_order(motion, "nothing", "little")
    with time_machine.travel(motion.conference.freeze_at, tick=False):
        workflow.accept(amendment, by=mover_of(motion), seen=1)
    row = Amendment.objects.get()
    assert (row.answer, row.merged_in) == ("accepted", None)
    assert (now(amendment).status, now(motion).text.number) == (Status.IN_ORDER, 1)


def test_nobody_answers_but_the_movers_of_the_motion(motion: Motion) -> None:
    amendment = in_order(motion, "nothing", "little")
    with pytest.raises(NotAllowed) as refusal:
        workflow.accept(amendment, by=mover_of(amendment), seen=1)
    assert refusal.value.reasons == ["Only the mover and co-movers can do this."]


def test_one_that_is_not_ruled_in_order_yet_cannot_be_answered(motion: Motion) -> None:
    amendment = make_amendment(motion, old="nothing", new="little")
    with pytest.raises(NotAllowed) as refusal:
        workflow.accept(amendment, by=mover_of(motion), seen=1)
    assert refusal.value.reasons == ["You can answer an amendment once the committee has ruled it in order."]


def test_those_that_are_printed_as_one_have_one_answer(motion: Motion) -> None:
    first, second = in_order(motion, "nothing", "little"), in_order(motion, "nothing", "little")
    print_as_one(first, by=make_committee_member())
    workflow.decline(first, by=mover_of(motion), seen=1)
    declined = Amendment.objects.filter(answer=Answer.NOT_ACCEPTED).count()
    workflow.accept(second, by=mover_of(motion), seen=1)

    assert declined == 2
    assert {now(each).status for each in (first, second)} == {Status.ACCEPTED}
    revision = now(motion).text
    assert (revision.number, "done little" in revision.body) == (2, True)
    assert revision.why.startswith(f"Accepts {second.label}, {first.label}, three signatories; three")
    assert Amendment.objects.filter(merged_in=revision).count() == 2
    told = Email.objects.filter(kind="motions/amendment_answered").values_list("about", flat=True)
    assert sorted(set(told)) == sorted([first.reference, second.reference])
