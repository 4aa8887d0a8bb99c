"""The moments of a conference as its readers are told them, in their order."""

from datetime import timedelta

import pytest

from lla.time import clock
from motions.agenda.deadlines import deadlines
from tests.motions.factories import make_conference

pytestmark = pytest.mark.django_db


def test_composites_have_a_closing_time_where_it_is_not_that_of_the_order_paper() -> None:
    at = clock.now() + timedelta(days=36)
    conferences = (make_conference(), make_conference(composites_close_at=at))
    told = [
        [deadline.heading for deadline in deadlines(conference, now=clock.now())]
        for conference in conferences
    ]
    assert told[0] == [
        "Motions opened",
        "Motions close",
        "Amendments close",
        "Emergency motions close",
        "The order paper becomes final",
    ]
    assert told[1] == [*told[0][:3], "Composites close", *told[0][3:]]
