"""Two at once who plan sessions: one of them is refused."""

from functools import partial

import pytest

from motions.order_paper.workflow import Part
from tests.concurrency import at_once, refusals
from tests.motions.order_paper.factories import make_closed_conference, plan

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_motion_planned_in_two_sessions_at_once_is_in_one() -> None:
    conference, (homes, *_) = make_closed_conference()
    answers = at_once([partial(plan, conference, Part("", (homes,), 10), hour=hour) for hour in (10, 14)])
    assert refusals(answers) == [["1A is in the session “Housing” already."]]


def test_of_two_sessions_planned_for_the_same_time_at_once_one_is_there() -> None:
    conference, _ = make_closed_conference()
    answers = at_once([partial(plan, conference)] * 2)
    assert refusals(answers) == [["“Housing” is at the same time, from 10 am to noon."]]
