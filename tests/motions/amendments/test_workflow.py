"""What a new text of a motion does to its amendments, and how their movers settle it."""

from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from motions.amendments import workflow
from motions.amendments.models import PendingCarry
from motions.appeals.workflow import appeal
from motions.backing.workflow import revise
from motions.committee.rules import why_not_redact
from motions.committee.workflow import (
    propose_on_appeal,
    propose_reopening,
    propose_ruling_out,
    rule_in_order,
    second,
)
from motions.motion.choices import Act, Status
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.slips.workflow import correct_slip
from tests.motions.factories import (
    make_amending,
    make_amendment,
    make_committee_member,
    make_item,
    make_motion,
    mover_of,
    submit,
)
from tests.motions.member_pages import mine, mover_comes_in

pytestmark = pytest.mark.django_db

BODY = """Conference notes:

- Rents have risen by five pounds a week.
- The council has done nothing.

Conference resolves:

- To write to the council.
"""


@pytest.fixture
def motion() -> Motion:
    return make_motion(make_item(), title="Rents", body=BODY)


def now(motion: Motion) -> Motion:
    return Motion.objects.for_papers().get(pk=motion.pk)


def give_text(motion: Motion, old: str, new: str, **parts: str) -> None:
    motion = now(motion)
    body = motion.text.body.replace(old, new)
    revise(motion, Text.of("Rents", body), by=mover_of(motion), why="Figures", base=motion.text.number)


def instruction(amendment: Motion) -> tuple[int, str]:
    """The revision of the motion that an amendment is to, and what it says."""
    text = now(amendment).text
    assert text.base is not None
    return text.base.number, text.instruction


def test_an_amendment_whose_clause_stands_is_carried_over(motion: Motion) -> None:
    amendment = make_amendment(motion, old="nothing", new="little")
    rule_in_order(amendment, by=make_committee_member())
    Email.objects.all().delete()
    give_text(motion, "- Rents", "- Wages have fallen.\n- Rents")
    assert instruction(amendment) == (2, "In clause 3, delete “nothing” and insert “little”.")
    amendment = now(amendment)
    assert (amendment.status, amendment.text.number) == (Status.IN_ORDER, 2)
    event = amendment.events.latest("pk")
    assert (event.act, event.public, event.details) == (Act.CARRIED_OVER, True, {"revision": 2})
    assert not PendingCarry.objects.exists()
    kinds = ["motions/amendments_followed", "motions/carried_over", "motions/revised"]
    assert sorted(set(Email.objects.values_list("kind", flat=True))) == kinds


def test_one_whose_clause_changed_waits_for_its_mover(motion: Motion) -> None:
    amendment = make_amendment(motion, old="five pounds", new="six pounds")
    give_text(motion, "a week", "every week")
    assert instruction(amendment) == (1, "In clause 1, delete “five” and insert “six”.")
    pending = PendingCarry.objects.get()
    assert (pending.motion, pending.to, pending.outcome) == (amendment, now(motion).text, "offered")
    assert amendment.events.latest("pk").act == Act.CARRYING_OFFERED
    workflow.settle(amendment, by=mover_of(amendment), to=pending.to_id)
    assert instruction(amendment) == (2, "In clause 1, delete “five” and insert “six”.")
    assert "six pounds every week" in now(amendment).text.body
    assert not PendingCarry.objects.exists()


def test_one_whose_words_are_gone_is_stuck_until_it_is_written_anew(motion: Motion) -> None:
    amendment = make_amendment(motion, old="five pounds", new="six pounds")
    give_text(motion, "five pounds", "too much")
    assert PendingCarry.objects.get().outcome == "stuck"
    with pytest.raises(NotAllowed) as refusal:
        workflow.settle(amendment, by=mover_of(amendment), to=now(motion).text.pk)
    assert refusal.value.reasons == ["There is nothing for you to agree to."]
    motion, amendment = now(motion), now(amendment)
    body = motion.text.body.replace("too much", "far too much")
    key = motion.text.pk
    revise(amendment, Text.of("Rents", body), by=mover_of(amendment), why="Anew", base=1, amended=key)
    assert instruction(amendment) == (2, "In clause 1, after “by” insert “far”.")
    assert not PendingCarry.objects.exists()


def test_the_next_text_of_a_motion_is_measured_from_what_its_mover_last_agreed_to(motion: Motion) -> None:
    amendment = make_amendment(motion, old="five pounds", new="six pounds")
    give_text(motion, "a week", "every week")
    give_text(motion, "every week", "a week")
    assert instruction(amendment) == (3, "In clause 1, delete “five” and insert “six”.")
    assert not PendingCarry.objects.exists()


def test_an_agreement_to_an_earlier_offer_is_refused(motion: Motion) -> None:
    amendment = make_amendment(motion, old="five pounds", new="six pounds")
    give_text(motion, "a week", "every week")
    offered = PendingCarry.objects.get().to_id
    give_text(motion, "every week", "each week")
    with pytest.raises(NotAllowed):
        workflow.settle(amendment, by=mover_of(amendment), to=offered)
    assert instruction(amendment)[0] == 1


def test_an_amendment_is_revised_on_the_text_that_stands(motion: Motion) -> None:
    amendment = make_amendment(motion, old="nothing", new="little")
    body = motion.text.body.replace("nothing", "less")
    text, mover, key = Text.of("Rents", body), mover_of(amendment), motion.text.pk
    revise(amendment, text, by=mover, why="Clearer", base=1, amended=key)
    assert instruction(amendment) == (1, "In clause 2, delete “nothing” and insert “less”.")
    with pytest.raises(NotAllowed) as refusal:
        same = Text.of("Rents", motion.text.body)
        revise(amendment, same, by=mover, why="Nothing", base=2, amended=key)
    assert refusal.value.reasons == ["This says what motion A already says. Change something in it."]


def test_a_new_text_written_to_an_earlier_text_of_the_motion_is_refused(motion: Motion) -> None:
    amendment = make_amendment(motion, old="five pounds", new="six pounds")
    key = motion.text.pk
    give_text(motion, "a week", "every week")
    text = Text.of("Rents", BODY.replace("five", "seven"))
    with pytest.raises(NotAllowed):
        revise(amendment, text, by=mover_of(amendment), why="Late", base=1, amended=key)


def test_amendments_follow_a_slip_that_the_committee_corrects(motion: Motion) -> None:
    amendment = make_amendment(motion, old="nothing", new="little")
    body = motion.text.body.replace("risen", "rissen").replace("rissen", "risen,")
    correct_slip(
        motion, by=make_committee_member(), title="Rents", body=body, appendix="", why="Comma", base=1
    )
    assert instruction(amendment) == (2, "In clause 2, delete “nothing” and insert “little”.")


def test_a_slip_corrected_in_an_amendment_leaves_its_base(motion: Motion) -> None:
    amendment = make_amendment(motion, old="nothing", new="litle")
    body = now(amendment).text.body.replace("litle", "little")
    correct_slip(
        amendment, by=make_committee_member(), title="Rents", body=body, appendix="", why="Spelling", base=1
    )
    assert instruction(amendment) == (1, "In clause 2, delete “nothing” and insert “little”.")


def test_what_ended_stays_where_it_is(motion: Motion) -> None:
    amendment = make_amendment(motion, old="nothing", new="little")
    Motion.objects.amendments().update(status=Status.WITHDRAWN)
    workflow.follow(motion, by=Actor("mover", "backing:1"))
    assert now(amendment).text.number == 1


def test_amendments_to_one_clause_follow_together(motion: Motion) -> None:
    for words in ("little", "less", "too little"):
        make_amendment(motion, old="nothing", new=words)
    give_text(motion, "- Rents", "- Wages have fallen.\n- Rents")
    assert {instruction(amendment)[0] for amendment in Motion.objects.amendments()} == {2}


def queries_of_a_new_text(*, count: int) -> int:
    """Of a motion with so many amendments that are carried over, offered and stuck."""
    motion = make_motion(make_item(), title="Rents", body=BODY)
    for old in ("nothing", "five pounds", "write"):
        for number in range(count):
            make_amendment(motion, old=old, new=f"new words {number}")
    body = BODY.replace("a week", "every week").replace("write", "complain")
    motion, mover, text = now(motion), mover_of(motion), Text.of("Rents", body)
    with CaptureQueriesContext(connection) as captured:
        revise(motion, text, by=mover, why="Figures", base=1)
    amendments = motion.amendments.all()
    waiting = Counter(amendments.values_list("pending_carry__outcome", "current__number"))
    assert waiting == {(None, 2): count, ("offered", 1): count, ("stuck", 1): count}
    return len(captured)


def test_many_amendments_follow_with_as_many_queries_as_few() -> None:
    assert queries_of_a_new_text(count=3) == queries_of_a_new_text(count=1)


def test_words_of_the_motion_are_not_taken_out_of_an_amendment(motion: Motion) -> None:
    amendment = make_amendment(motion, old="nothing", new="little")
    reasons = why_not_redact(amendment, by=make_committee_member(), passages=["little", "The council"])
    assert reasons == ["“The council” is in the motion itself. Remove it from the motion."]


def test_the_movers_of_the_motion_read_of_public_amendments_alone(motion: Motion) -> None:
    public = make_amendment(motion, old="nothing", new="little")
    hidden = submit(make_amending(motion, old="write", new="speak"))
    give_text(motion, "nothing", "nothing at all")
    told = Email.objects.filter(kind="motions/amendments_followed").latest("pk").body
    assert (public.label in told, hidden.reference in told) == (True, False)


def test_it_does_not_fit_is_said_once_while_it_does_not_fit(motion: Motion) -> None:
    amendment = make_amendment(motion, old="nothing", new="little")
    for old, new in (("nothing", "something"), ("something", "everything")):
        give_text(motion, old, new)
    told = Email.objects.filter(kind="motions/stuck", to=mover_of(amendment).email)
    assert (told.count(), instruction(amendment)[0]) == (1, 1)


def test_a_ruled_out_amendment_asks_nothing_of_its_mover(motion: Motion, client: Client) -> None:
    amendment = make_amendment(motion, old="nothing", new="little")
    propose_ruling_out(amendment, by=make_committee_member(), rule="Rule 4", reason="Two subjects.")
    second(amendment, by=make_committee_member())
    give_text(motion, "nothing", "little enough")
    asked = Email.objects.filter(kind__in=("motions/stuck", "motions/carrying_offered"))
    mover_comes_in(client, amendment)
    assert not asked.exists()
    assert "write it anew" not in client.get(mine(amendment, "track")).text


@pytest.mark.parametrize("way", ["reopened", "allowed"])
def test_an_amendment_that_may_be_voted_on_again_asks_what_its_motions_new_text_asked(
    motion: Motion, way: str
) -> None:
    amendment = make_amendment(motion, old="nothing", new="little")
    propose_ruling_out(amendment, by=make_committee_member(), rule="Rule 4", reason="Two subjects.")
    second(amendment, by=make_committee_member())
    give_text(motion, "nothing", "something")
    told = Email.objects.filter(kind="motions/stuck", to=mover_of(amendment).email)
    assert not told.exists()
    if way == "reopened":
        propose_reopening(amendment, by=make_committee_member(), reason="It has one subject.")
    else:
        appeal(amendment, by=mover_of(amendment), grounds="It has one subject.")
        propose_on_appeal(amendment, by=make_committee_member(), allowed=True, reason="We read it again.")
    second(amendment, by=make_committee_member())
    assert told.count() == 1


def test_one_that_does_not_fit_is_told_so_when_it_is_ruled_in_order_and_nobody_is_asked_to_accept_it(
    motion: Motion,
) -> None:
    amendment = make_amendment(motion, old="nothing", new="little")
    give_text(motion, "nothing", "something")
    rule_in_order(amendment, by=make_committee_member())
    told = Email.objects.filter(kind="motions/ruled_in_order").latest("pk").body
    said = ("does not fit the present one" in told, "You don't have to do anything" in told)
    assert (said, Email.objects.filter(kind="motions/amendment_to_answer").count()) == ((True, False), 0)
    assert not Motion.objects.amendments().to_answer().exists()
