"""Meetings, weekly figures and the coordinator's report."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.sheets import csv_files
from lla.time import clock, weeks
from socialmedia.figure_imports import workflow
from socialmedia.figure_imports.forms import read_rows
from socialmedia.meetings.models import Meeting, MeetingKind
from socialmedia.reports import workflow as reports_workflow
from socialmedia.reports.models import Report
from tests.permission_matrix import SIGN_IN, Cell
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

REPORT_READERS: list[Cell] = [SIGN_IN, 403, 403, 403, 200, 200, 200, 200]

PAGES: Mapping[str, Sequence[Cell]] = {
    "meetings": READERS,
    "new_meeting": TEAM,
    "meeting": READERS,
    "edit_meeting": TEAM,
    "figures": READERS,
    "enter_figures": TEAM,
    "import_figures": TEAM,
    "reports": REPORT_READERS,
    "report": REPORT_READERS,
    "report_file": REPORT_READERS,
    "edit_report": COORDINATORS,
    "send_report": POST_ONLY,
    "report_summary": EVERYBODY,
    "publish_report": COORDINATORS,
    "withdraw_report": POST_ONLY,
}


def rows(cast: Cast) -> Rows:
    meeting = Meeting.objects.create(kind=MeetingKind.DAY_TO_DAY, on=date(2026, 4, 7), notes="Buses.")
    draft = Report.objects.create(month=date(2026, 5, 1), opening="Buses again.")
    sent = reports_workflow.send(
        Report.objects.create(month=date(2026, 4, 1), opening="Buses."), sent_by=cast.coordinator, by=SYSTEM
    )
    reports_workflow.publish(sent, words="Buses.", user=cast.coordinator, by=SYSTEM)
    return {
        **{name: {"pk": meeting.pk} for name in ("meeting", "edit_meeting")},
        "report": {"month": sent.month},
        "report_file": {"month": sent.month, "suffix": "docx"},
        **{name: {"month": sent.month} for name in ("report_summary", "publish_report", "withdraw_report")},
        **{name: {"month": draft.month} for name in ("edit_report", "send_report")},
    }


def a_meeting(cast: Cast) -> Mapping[str, Any]:
    return {"kind": "strategy", "on": "2026-04-08", "present": "5", "notes": "Trams."}


def the_same_again(cast: Cast) -> Mapping[str, Any]:
    return {**a_meeting(cast), "seen": Meeting.objects.get().state}


def some_words(cast: Cast) -> Mapping[str, Any]:
    return {"opening": "Trains.", "seen": Report.objects.get(month=date(2026, 5, 1)).state}


def spreadsheet(cast: Cast) -> Mapping[str, str]:
    """A row of figures as it comes back from its rehearsal."""
    week = weeks.named(weeks.shifted(weeks.monday_of(localdate(clock.now())), -1))
    content = f"Week,Channel,Followers\n{week},{cast.page.name},7\n"
    columns = ("day", "channel", "followers")
    rows = read_rows(csv_files.read(content.encode()), columns, "weeks", on=localdate(clock.now()))
    digest = workflow.rehearsal("weeks", rows, channel=None).digest
    chosen = {f"column{index}": column for index, column in enumerate(columns)}
    return {"about": "weeks", "content": content, "rehearsed": digest, "bring_in": "1", **chosen}


ACTS: Acts = {
    "new_meeting": (a_meeting, who_do(TEAM)),
    "edit_meeting": (the_same_again, who_do(TEAM)),
    "import_figures": (spreadsheet, who_do(TEAM)),
    "enter_figures": (lambda cast: {"our-page-followers": "1200"}, who_do(TEAM)),
    "reports": (lambda cast: {"month": "2026-06"}, who_do(COORDINATORS)),
    "edit_report": (some_words, who_do(COORDINATORS)),
    "send_report": (lambda cast: {}, who_do(COORDINATORS)),
    "publish_report": (lambda cast: {"words": "Trains."}, who_do(COORDINATORS)),
    "withdraw_report": (lambda cast: {}, who_do(COORDINATORS)),
}
