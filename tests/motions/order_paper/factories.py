"""An order paper of four motions in two sessions."""

from datetime import time, timedelta

from lla.time import clock
from motions.agenda.models import AgendaItem, Conference
from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from motions.order_paper import workflow
from motions.order_paper.workflow import Fall, Part, Session
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_group_motion,
    make_item,
    moment,
)
from tests.organisers.factories import make_group


def make_motions(item: AgendaItem, *titles: str) -> list[Motion]:
    """Motions of one group, each ruled in order."""
    group, by = make_group(), make_committee_member()
    motions = [make_group_motion(item, title=title, group=group) for title in titles]
    for motion in motions:
        committee_workflow.rule_in_order(motion, by=by)
    return motions


def make_closed_conference(*titles: str) -> tuple[Conference, list[Motion]]:
    """A conference whose motions closed a day ago, with motions that are in order."""
    with clock.at(moment(days=-2)):
        item = make_item(make_conference("Spring Conference", closes_in=timedelta(days=1)), "Housing")
        motions = make_motions(item, *(titles or ("Homes", "Rent", "Repairs", "Empty homes")))
    return item.conference, motions


def plan(conference: Conference, *business: Part, title: str = "Housing", hour: int = 10) -> int:
    """A session of two hours on the first day; answers its key."""
    day = conference.starts_on
    session = Session(day, time(hour), time(hour + 2), title, business)
    return workflow.plan_session(conference, session).pk


def make_order_paper() -> tuple[Conference, list[Motion]]:
    """An order paper with words, a group of motions, one by itself, and a consequence; not issued yet."""
    conference, motions = make_closed_conference()
    homes, rent, repairs, empty = motions
    plan(conference, Part("Welcome", (), 10), Part("", (homes, rent), 30), Part("", (repairs,), 15))
    plan(conference, Part("Card vote", (empty,), 20), title="After lunch", hour=14)
    workflow.set_consequences(conference, [Fall(homes, empty, "They contradict each other.")])
    return conference, motions


def make_issued() -> Conference:
    conference, _ = make_order_paper()
    workflow.issue(conference, by=make_committee_member())
    conference.refresh_from_db()
    return conference
