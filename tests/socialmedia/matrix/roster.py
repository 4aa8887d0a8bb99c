"""The roster, its swaps and the private calendars."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils.timezone import localdate

from lla.links import standing
from lla.time import clock, weeks
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.coverage import Place
from socialmedia.roster.forms import name_of
from socialmedia.roster.models import RosterDuty, RosterFeed, Swap
from tests.permission_matrix import DONE, SIGN_IN, Cell
from tests.socialmedia.roles import (
    COORDINATORS,
    EVERYBODY,
    POST_ONLY,
    READERS,
    TEAM,
    Acts,
    Cast,
    Rows,
    who_do,
)

PAGES: Mapping[str, Sequence[Cell]] = {
    "roster": READERS,
    "roster_week": READERS,
    "edit_roster": COORDINATORS,
    "take_duty": POST_ONLY,
    "new_calendar": POST_ONLY,
    "roster_feed": EVERYBODY,
    "swaps": TEAM,
    "ask_swap": TEAM,
    "ask_anybody": POST_ONLY,
    "answer_swap": POST_ONLY,
}


def _place(cast: Cast) -> Place:
    return Place(cast.page.pk, DutyKind.COMMENTS, localdate(clock.now()) + timedelta(days=7))


def _week(cast: Cast) -> Mapping[str, str]:
    return {"seen": "", name_of(_place(cast)): str(cast.member.pk)}


ACTS: Acts = {
    "edit_roster": (_week, who_do(COORDINATORS)),
    # Somebody of another channel has no role there; coordinator and manager have one everywhere.
    "take_duty": (
        lambda cast: {"place": name_of(_place(cast))},
        [SIGN_IN, 403, DONE, 409, DONE, DONE, 403, 403],
    ),
    "new_calendar": (lambda cast: {}, who_do(TEAM)),
    # The duty is the member's, and so is asking for a swap of it.
    "ask_swap": (lambda cast: {"note": "A wedding"}, [SIGN_IN, 403, DONE, 200, 200, 200, 403, 403]),
    "ask_anybody": (lambda cast: {}, [SIGN_IN, 403, DONE, 409, 409, 409, 403, 403]),
    # The swap was asked of anybody by the coordinator.
    "answer_swap": (lambda cast: {}, [SIGN_IN, 403, DONE, 409, 409, DONE, 403, 403]),
}


def rows(cast: Cast) -> Rows:
    ahead = localdate(clock.now()) + timedelta(days=7)
    week = {"week": weeks.named(weeks.monday_of(ahead))}
    mine = RosterDuty.objects.create(channel=cast.page, kind=DutyKind.POSTING, on=ahead, user=cast.member)
    theirs = RosterDuty.objects.create(
        channel=cast.page, kind=DutyKind.MESSAGES, on=ahead, user=cast.coordinator
    )
    swap = Swap.objects.create(duty=theirs, asked_by=cast.coordinator)
    RosterFeed.objects.create(user=cast.member)
    return {
        "roster_week": week,
        "edit_roster": week,
        "roster_feed": {"key": standing.key("roster", cast.member.pk)},
        "ask_swap": {"pk": mine.pk},
        "ask_anybody": {"pk": mine.pk},
        "answer_swap": {"pk": swap.pk, "act": "accept"},
    }
