"""Meetings, weekly figures and the coordinator's report."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from socialmedia.choices import MeetingKind
from socialmedia.models import Meeting
from tests.doors import Cell
from tests.socialmedia.roles import READERS, TEAM, Acts, Cast, Rows, who_do

PAGES: Mapping[str, Sequence[Cell]] = {
    "meetings": READERS,
    "new_meeting": TEAM,
    "meeting": READERS,
    "edit_meeting": TEAM,
    "figures": READERS,
    "enter_figures": TEAM,
}


def rows(cast: Cast) -> Rows:
    meeting = Meeting.objects.create(kind=MeetingKind.DAY_TO_DAY, on=date(2026, 4, 7), notes="Buses.")
    return {"meeting": {"pk": meeting.pk}, "edit_meeting": {"pk": meeting.pk}}


def a_meeting(cast: Cast) -> Mapping[str, Any]:
    return {"kind": "strategy", "on": "2026-04-08", "present": "5", "notes": "Trams."}


def the_same_again(cast: Cast) -> Mapping[str, Any]:
    return {**a_meeting(cast), "seen": Meeting.objects.get().state}


ACTS: Acts = {
    "new_meeting": (a_meeting, who_do(TEAM)),
    "edit_meeting": (the_same_again, who_do(TEAM)),
    "enter_figures": (lambda cast: {"our-page-followers": "1200"}, who_do(TEAM)),
}
