"""Planning an order paper, issuing it, which makes labels final, and taking it back."""

from datetime import time
from typing import Any

import pytest

from lla.acts.refusals import OVERTAKEN, NotAllowed
from lla.time import clock
from motions.committee import workflow as committee_workflow
from motions.order_paper import selectors, workflow
from motions.order_paper.models import ConferenceSession, OrderPaper
from motions.order_paper.workflow import Fall, Part, Session
from motions.placing import rules as placing_rules
from tests.motions.factories import make_committee_member, make_conference, make_item, make_motion
from tests.motions.order_paper.factories import make_closed_conference, make_issued, make_order_paper, plan

pytestmark = pytest.mark.django_db

ISSUED = "The order paper is issued. Withdraw it before you change it."


def refusal(act: Any, *about: Any, **how: Any) -> list[str]:
    with pytest.raises(NotAllowed) as refused:
        act(*about, **how)
    return refused.value.reasons


def planned(session: int) -> list[tuple[str, list[str], int]]:
    read = selectors.sessions(ConferenceSession.objects.get(pk=session).conference)
    [row] = [each for each in read if each.pk == session]
    return [
        (part.words, [vote.motion.title for vote in part.votes.all()], part.minutes)
        for part in row.business.all()
    ]


def test_a_session_is_written_down_whole_and_written_again() -> None:
    conference, (homes, rent, *_) = make_closed_conference()
    pk = plan(conference, Part("Welcome", (), 10), Part("", (rent, homes), 30))
    before = planned(pk)
    session = Session(conference.starts_on, time(9), time(10), "Early", [Part("", (homes,), 5)])
    workflow.plan_session(conference, session, pk=pk)
    row = ConferenceSession.objects.get()
    assert before == [("Welcome", [], 10), ("", ["Rent", "Homes"], 30)]
    assert planned(pk) == [("", ["Homes"], 5)]
    assert (row.title, row.minutes) == ("Early", 60)


def test_a_motion_is_voted_on_once() -> None:
    conference, (homes, rent, *_) = make_closed_conference()
    plan(conference, Part("", (homes,), 10))
    session = Session(conference.starts_on, time(14), time(15), "Later", [Part("", (homes, rent, rent), 5)])
    assert refusal(workflow.plan_session, conference, session) == [
        "1A is in the session “Housing” already.",
        "1B is in this session twice.",
    ]


def test_a_session_ends_after_it_begins() -> None:
    conference, _ = make_closed_conference()
    session = Session(conference.starts_on, time(14), time(14), "Later", [])
    assert refusal(workflow.plan_session, conference, session) == ["The session ends before it begins."]


def test_a_motion_neither_falls_with_itself_nor_twice_with_another() -> None:
    conference, (homes, rent, *_) = make_closed_conference()
    itself, twice = [Fall(homes, homes)], [Fall(homes, rent), Fall(homes, rent)]
    assert [refusal(workflow.set_consequences, conference, falls) for falls in (itself, twice)] == [
        ["A motion cannot fall because it is carried itself."],
        ["This consequence is there already."],
    ]


def test_two_sessions_are_not_at_the_same_time() -> None:
    conference, _ = make_closed_conference()
    first = plan(conference, hour=10)
    plan(conference, hour=12, title="After it")
    across = Session(conference.starts_on, time(11), time(12, 30), "Across", [])
    moved = Session(conference.starts_on, time(9), time(11), "Earlier", [])
    assert refusal(workflow.plan_session, conference, across) == [
        "“Housing” is at the same time, from 10 am to noon.",
        "“After it” is at the same time, from noon to 2 pm.",
    ]
    assert workflow.plan_session(conference, moved, pk=first).pk == first


def test_whoever_removes_a_session_that_another_has_changed_is_told() -> None:
    conference, _ = make_order_paper()
    seen, session = selectors.state(conference), conference.sessions.earliest("pk").pk
    workflow.set_consequences(conference, [], seen=seen)
    assert refusal(workflow.remove_session, conference, pk=session, seen=seen) == [OVERTAKEN]
    assert conference.sessions.filter(pk=session).exists()


def test_whoever_changes_what_another_has_changed_is_told() -> None:
    conference, _ = make_order_paper()
    seen = selectors.state(conference)
    workflow.set_consequences(conference, [], seen=seen)
    assert refusal(workflow.set_consequences, conference, [], seen=seen) == [OVERTAKEN]


def test_issuing_makes_labels_final_and_taking_it_back_leaves_them_so() -> None:
    now = clock.now()
    with clock.at(now):
        conference = make_issued()
        motion = conference.motions.any_nature().latest("pk")
        frozen = placing_rules.why_not_place(motion, by=make_committee_member(), now=now)
        assert refusal(workflow.remove_session, conference, pk=1) == [ISSUED]
        workflow.take_back(conference)
    conference.refresh_from_db()
    assert (conference.freeze_at, frozen[-1][:28]) == (now, "The order paper became final")
    assert OrderPaper.objects.get().issued_at is None
    workflow.remove_session(conference, pk=conference.sessions.earliest("pk").pk)


def test_it_is_not_issued_before_labels_can_be_final() -> None:
    by = make_committee_member()
    motion = make_motion(make_item(make_conference()))
    (reason,) = refusal(workflow.issue, motion.conference, by=by)
    assert reason[:22] == "Motions are open until"
    conference, _ = make_closed_conference()
    assert refusal(workflow.issue, conference, by=by) == ["There is no session yet. Add one first."]
    assert refusal(workflow.take_back, conference) == ["The order paper is not issued."]


def test_only_what_is_public_and_in_order_is_printed() -> None:
    conference, (homes, *_) = make_order_paper()
    committee_workflow.propose_reopening(homes, by=make_committee_member(), reason="The wrong button.")
    committee_workflow.second(homes, by=make_committee_member())
    assert refusal(workflow.issue, conference, by=make_committee_member()) == [
        "1A is not in order: received."
    ]


def test_it_is_issued_once() -> None:
    conference = make_issued()
    assert refusal(workflow.issue, conference, by=make_committee_member()) == [
        "The order paper is issued already."
    ]


def test_what_is_in_order_and_in_no_session_is_known() -> None:
    conference, (homes, *_) = make_closed_conference("Homes", "Rent")
    plan(conference, Part("", (homes,), 10))
    assert [motion.title for motion in selectors.left_out(conference)] == ["Rent"]
