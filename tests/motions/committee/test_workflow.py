"""The committee's acts: query, rulings by one or two people, publishing, notes, marks, interests."""

from functools import partial

import pytest

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from motions.agenda.choices import Labelling, Publishing
from motions.backing import rules as backing_rules
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.committee.choices import Finding, Point
from motions.motion.choices import Act, Outcome, Status
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_group_motion,
    make_item,
    make_motion,
    make_submission,
    mover_of,
    submit,
)

pytestmark = pytest.mark.django_db


def propose(motion: Motion, *, by: User | None = None) -> None:
    by = by or make_committee_member()
    committee_workflow.propose_ruling_out(motion, by=by, rule="Rule 4", reason="It has two subjects.")


def test_a_query_waits_for_the_mover_and_is_not_public() -> None:
    motion = make_motion()
    committee_workflow.query(motion, by=make_committee_member(), question="Who pays?")
    event = motion.events.get(act=Act.QUERIED)
    motion.refresh_from_db()
    assert (motion.status, event.public, event.remark.words) == (Status.QUERIED, False, "Who pays?")
    assert "Who pays?" in Email.objects.get(kind="motions/queried").body


def test_a_question_about_a_groups_motion_goes_to_its_mover_who_can_answer_it() -> None:
    motion = make_group_motion()
    committee_workflow.query(motion, by=make_committee_member(), question="Who pays?")
    assert [email.to for email in Email.objects.filter(kind="motions/queried")] == [mover_of(motion).email]


def test_a_question_that_is_withdrawn_no_longer_holds_the_motion_up() -> None:
    motion, member = make_motion(), make_committee_member()
    committee_workflow.query(motion, by=member, question="Who pays?")
    committee_workflow.withdraw_query(motion, by=member)
    motion.refresh_from_db()
    event = motion.events.get(act=Act.QUERY_WITHDRAWN)
    email = Email.objects.get(kind="motions/query_withdrawn")
    assert (motion.status, event.public, email.to) == (Status.RECEIVED, False, mover_of(motion).email)
    assert backing_rules.why_not_answer(motion) == [
        "The committee is not waiting for an answer about this motion."
    ]


def test_an_answer_by_telephone_is_entered_as_the_committees_and_told_to_the_mover() -> None:
    motion, member = make_motion(), make_committee_member()
    committee_workflow.query(motion, by=member, question="Who pays?")
    committee_workflow.enter_answer(motion, by=member, words="By telephone on 3 May: the network.")
    motion.refresh_from_db()
    event = motion.events.get(act=Act.ANSWER_ENTERED)
    assert (motion.status, event.public, event.actor_role, event.remark.words) == (
        Status.RECEIVED,
        False,
        "committee",
        "By telephone on 3 May: the network.",
    )
    assert "> By telephone on 3 May" in Email.objects.get(kind="motions/answer_entered").body


def test_a_question_is_only_ended_while_there_is_one() -> None:
    motion, member = make_motion(), make_committee_member()
    for act in (
        partial(committee_workflow.withdraw_query, motion, by=member),
        partial(committee_workflow.enter_answer, motion, by=member, words="Kent."),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.reasons == [
            "Only a motion that is queried with the mover has a question to be ended; this one is received."
        ]


def test_one_person_rules_in_order() -> None:
    motion, member = make_motion(), make_committee_member()
    ruling = committee_workflow.rule_in_order(motion, by=member)
    motion.refresh_from_db()
    assert (motion.status, ruling.outcome, ruling.proposed_by) == (Status.IN_ORDER, Outcome.IN_ORDER, member)
    assert Email.objects.filter(kind="motions/ruled_in_order").count() == 1


def test_ruling_in_order_labels_and_publishes_where_the_conference_says_so() -> None:
    conference = make_conference(labelling=Labelling.IN_ORDER, publishing=Publishing.AFTER_RULING)
    motion = make_motion(make_item(conference))
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    motion.refresh_from_db()
    assert (motion.label, motion.is_public) == ("A", True)


def test_ruling_out_takes_two_people() -> None:
    motion, first = make_motion(), make_committee_member()
    propose(motion, by=first)
    with pytest.raises(NotAllowed) as refused:
        committee_workflow.second(motion, by=first)
    assert refused.value.reasons == ["You proposed this, so somebody else has to second it."]
    motion.refresh_from_db()
    assert motion.status == Status.RECEIVED
    assert not Email.objects.filter(kind="motions/ruled_out").exists()
    committee_workflow.second(motion, by=make_committee_member())
    motion.refresh_from_db()
    assert motion.status == Status.RULED_OUT
    emails = Email.objects.filter(kind="motions/ruled_out")
    everybody = set(motion.backings.standing().values_list("email", flat=True))
    assert ({email.to for email in emails}, len(everybody)) == (everybody, 3)
    assert all("Rule 4" in email.body and "It has two subjects." in email.body for email in emails)


def rule_out(motion: Motion) -> None:
    propose(motion)
    committee_workflow.second(motion, by=make_committee_member())


@pytest.mark.parametrize("outcome", [Outcome.IN_ORDER, Outcome.RULED_OUT])
def test_a_ruling_is_reopened_by_two_people_and_can_be_given_again(outcome: Outcome) -> None:
    motion, first = make_motion(), make_committee_member()
    if outcome == Outcome.IN_ORDER:
        committee_workflow.rule_in_order(motion, by=first)
    else:
        rule_out(motion)
    committee_workflow.propose_reopening(motion, by=first, reason="It was the wrong button.")
    with pytest.raises(NotAllowed) as alone:
        committee_workflow.second(motion, by=first)
    motion.refresh_from_db()
    assert (alone.value.reasons, motion.status) == (
        ["You proposed this, so somebody else has to second it."],
        outcome,
    )
    committee_workflow.second(motion, by=make_committee_member())
    motion.refresh_from_db()
    assert (motion.status, motion.label) == (Status.RECEIVED, "A")
    emails = Email.objects.filter(kind="motions/reopened")
    assert {email.to for email in emails} == set(motion.backings.values_list("email", flat=True))
    assert all("It was the wrong button." in email.body for email in emails)
    step = motion.events.get(act=Act.REOPENED)
    assert (step.public, step.from_status, step.to_status) == (True, outcome, Status.RECEIVED)
    rule_out(motion)
    assert [(one.outcome, one.ended_at is None) for one in motion.rulings.order_by("pk")] == [
        (outcome, False),
        (Outcome.REOPENED, True),
        (Outcome.RULED_OUT, True),
    ]


def test_there_is_nothing_to_reopen_without_a_ruling() -> None:
    motion = make_motion()
    with pytest.raises(NotAllowed) as refused:
        committee_workflow.propose_reopening(motion, by=make_committee_member(), reason="Why not?")
    assert refused.value.reasons == ["There is no ruling on this motion to reopen."]


def test_a_ruling_that_a_new_text_has_ended_is_not_reopened() -> None:
    motion = make_motion()
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    committee_workflow.propose_reopening(motion, by=make_committee_member(), reason="The wrong button.")
    backing_workflow.revise(
        motion, Text.of("Another title", motion.text.body), by=mover_of(motion), why="", base=1
    )
    with pytest.raises(NotAllowed) as refused:
        committee_workflow.second(motion, by=make_committee_member())
    assert refused.value.reasons == ["The ruling is no longer in force. Decline the proposal."]
    committee_workflow.decline(motion, by=make_committee_member())
    assert committee_workflow.rule_in_order(motion, by=make_committee_member()).outcome == Outcome.IN_ORDER


def test_one_proposal_waits_at_a_time() -> None:
    motion = make_motion()
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    committee_workflow.propose_reopening(motion, by=make_committee_member(), reason="The wrong button.")
    with pytest.raises(NotAllowed) as refused:
        committee_workflow.propose_reopening(motion, by=make_committee_member(), reason="Again.")
    assert refused.value.reasons == [
        "A proposal to reopen the ruling on this motion needs a second person. Second or decline it first."
    ]


def test_a_declined_proposal_leaves_the_motion_as_it_was() -> None:
    motion = make_motion()
    propose(motion)
    committee_workflow.decline(motion, by=make_committee_member())
    assert committee_workflow.rule_in_order(motion, by=make_committee_member()).outcome == Outcome.IN_ORDER


def test_a_proposal_about_an_earlier_text_cannot_be_seconded() -> None:
    motion = make_motion()
    propose(motion)
    changed = Text.of("Another title", motion.text.body)
    backing_workflow.revise(motion, changed, by=mover_of(motion), why="", base=1)
    with pytest.raises(NotAllowed) as refused:
        committee_workflow.second(motion, by=make_committee_member())
    assert refused.value.reasons == [
        "The motion has been revised since this was proposed. Decline the proposal and read the new text."
    ]


def test_whoever_declared_an_interest_takes_no_part() -> None:
    motion, member = make_motion(), make_committee_member()
    committee_workflow.assign(motion, by=member, to=member)
    committee_workflow.recuse(motion, by=member, interest="I wrote it.")
    motion.refresh_from_db()
    assert motion.assigned_to is None
    refusal = ["You have declared an interest in this motion, so you cannot take part in it."]
    for act in (
        lambda: committee_workflow.rule_in_order(motion, by=member),
        lambda: committee_workflow.query(motion, by=member, question="?"),
        lambda: committee_workflow.mark(motion, by=member, findings={Point.LENGTH: Finding.FINE}),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.reasons == refusal
    with pytest.raises(NotAllowed) as elsewhere:
        committee_workflow.assign(motion, by=make_committee_member(), to=member)
    assert elsewhere.value.reasons == [
        f"{member} has declared an interest in this motion, so they cannot take part in it."
    ]


def test_an_act_on_an_outdated_view_is_refused_in_words() -> None:
    motion = make_motion()
    seen = motion.events.latest("pk").pk
    committee_workflow.rule_in_order(motion, by=make_committee_member(), seen=seen)
    with pytest.raises(NotAllowed) as refused:
        committee_workflow.query(motion, by=make_committee_member(), question="Who pays?", seen=seen)
    assert "Somebody else acted on this motion" in refused.value.reasons[0]
    assert "ruled in order" in refused.value.reasons[0]


def test_a_colleagues_note_does_not_make_a_view_outdated() -> None:
    motion = make_motion()
    seen = motion.events.latest("pk").pk
    committee_workflow.note(motion, by=make_committee_member(), words="Looks fine.")
    assert (
        committee_workflow.rule_in_order(motion, by=make_committee_member(), seen=seen).outcome
        == Outcome.IN_ORDER
    )


def test_marks_are_changed_and_taken_away() -> None:
    motion, member = make_motion(), make_committee_member()
    committee_workflow.mark(
        motion, by=member, findings={Point.LENGTH: Finding.FINE, Point.ONE_SUBJECT: Finding.CONCERN}
    )
    committee_workflow.mark(
        motion, by=member, findings={Point.LENGTH: "", Point.ONE_SUBJECT: Finding.CONCERN}
    )
    assert list(motion.checks.values_list("point", "finding")) == [(Point.ONE_SUBJECT, Finding.CONCERN)]
    assert motion.events.filter(act=Act.CHECKED).count() == 2


def test_only_what_has_been_received_is_published_and_only_once() -> None:
    member = make_committee_member()
    gathering = submit(make_submission())
    with pytest.raises(NotAllowed) as refused:
        committee_workflow.publish(gathering, by=member)
    assert refused.value.reasons == ["Only a motion that has been received can be published."]
    motion = make_motion(make_item(make_conference(publishing=Publishing.AFTER_RULING)))
    assert committee_workflow.publish(motion, by=member).is_public
    with pytest.raises(NotAllowed) as twice:
        committee_workflow.publish(motion, by=member)
    assert twice.value.reasons == ["This motion is already public."]


def test_the_committee_withdraws_for_the_mover() -> None:
    motion = make_motion()
    backing_workflow.withdraw(motion, by=make_committee_member(), note="Asked by telephone.")
    assert motion.events.get(act=Act.WITHDRAWN).actor_role == "committee"
