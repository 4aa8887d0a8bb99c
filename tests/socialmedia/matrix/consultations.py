"""Consultations: the team asks, team and leadership read, and each answers where their view is wanted."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.time import clock
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Opinion
from tests.permission_matrix import DONE, SIGN_IN, Cell
from tests.socialmedia.roles import READERS, TEAM, Acts, Cast, Rows, who_do

PAGES: Mapping[str, Sequence[Cell]] = {
    "consultations": READERS,
    "new_consultation": TEAM,
    "consultation": READERS,
    "answer_consultation": READERS,
    "close_consultation": READERS,
    "withdraw_consultation": READERS,
}


def rows(cast: Cast) -> Rows:
    """One question to the team, opened by the member, that everybody but the coordinator has answered."""
    asked = consultations_workflow.open_consultation("Do we join in?", by=SYSTEM, opened_by=cast.member)
    for user in (cast.member, cast.complained_of, cast.manager, cast.coordinator):
        consultations_workflow.give_view(asked, opinion=Opinion.AGREE, by=user)
    here = {"pk": asked.pk}
    return {name: here for name in PAGES if name not in {"consultations", "new_consultation"}}


def a_question(cast: Cast) -> Mapping[str, Any]:
    tomorrow = localdate(clock.now()) + timedelta(days=1)
    return {"question": "Do we?", "asked": "team", "day": tomorrow.isoformat(), "hour": "20:00"}


ACTS: Acts = {
    "new_consultation": (a_question, who_do(TEAM)),
    "answer_consultation": (
        lambda cast: {"opinion": "disagree"},
        [SIGN_IN, 403, DONE, DONE, DONE, DONE, 200, 200],  # the leadership is not asked
    ),
    "close_consultation": (
        lambda cast: {"outcome": "We do."},
        [SIGN_IN, 403, DONE, 200, DONE, DONE, DONE, DONE],  # another member's question is not closed
    ),
    "withdraw_consultation": (
        lambda cast: {"why": "Asked twice."},
        [SIGN_IN, 403, DONE, 200, DONE, DONE, DONE, DONE],
    ),
}
