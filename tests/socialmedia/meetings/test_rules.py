"""Meetings keep the pace that the guidelines ask for, and what is written of them is not overtaken."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from lla.acts.refusals import OVERTAKEN
from socialmedia.guidelines.parameters import Parameters
from socialmedia.meetings.models import Meeting, MeetingKind
from socialmedia.meetings.rules import FUTURE_PRESENT, Pace, pace, paces
from tests.factories import sign_in
from tests.socialmedia.factories import make_member

TODAY = date(2027, 5, 20)


def of(kind: MeetingKind, days_ago: int | None) -> Pace:
    last_on = None if days_ago is None else TODAY - timedelta(days=days_ago)
    return pace(kind, last_on, figures=Parameters(), today=TODAY)


@pytest.mark.parametrize(
    ("kind", "days_ago", "overdue"),
    [
        (MeetingKind.DAY_TO_DAY, 0, False),
        (MeetingKind.DAY_TO_DAY, 14, False),
        (MeetingKind.DAY_TO_DAY, 15, True),
        (MeetingKind.STRATEGY, 60, False),
        (MeetingKind.STRATEGY, 61, True),
        (MeetingKind.STRATEGY, None, True),
    ],
)
def test_a_meeting_is_overdue_the_day_after_its_days_have_passed(
    kind: MeetingKind, days_ago: int | None, overdue: bool
) -> None:
    assert of(kind, days_ago).overdue is overdue


def test_the_sentences_name_the_figure_they_go_by() -> None:
    shorter = Parameters.of({"meeting_days": 7})
    assert [
        of(MeetingKind.DAY_TO_DAY, 15).sentence,
        of(MeetingKind.STRATEGY, 10).sentence,
        of(MeetingKind.STRATEGY, None).sentence,
        pace(MeetingKind.DAY_TO_DAY, TODAY - timedelta(days=8), figures=shorter, today=TODAY).sentence,
    ] == [
        "The last day to day meeting was 15 days ago. The guidelines allow 14 days.",
        "The next strategy meeting is due by 9 July 2027: the guidelines allow 60 days.",
        "No strategy meeting has been held. The guidelines ask for one every 60 days.",
        "The last day to day meeting was 8 days ago. The guidelines allow 7 days.",
    ]


@pytest.mark.django_db
def test_a_meeting_that_is_only_planned_does_not_count_as_held() -> None:
    for days in (-3, 20, 40):
        Meeting.objects.create(kind=MeetingKind.DAY_TO_DAY, on=TODAY - timedelta(days=days))
    found = {one.kind: one.last_on for one in paces(figures=Parameters(), today=TODAY)}
    assert found == {MeetingKind.DAY_TO_DAY: TODAY - timedelta(days=20), MeetingKind.STRATEGY: None}


@pytest.mark.django_db
def test_wrong_words_come_back_beside_their_fields() -> None:
    client = sign_in(Client(), make_member())
    Meeting.objects.create(kind=MeetingKind.STRATEGY, on=date(2026, 4, 8))
    typed = {"kind": "strategy", "on": "2026-04-08", "present": "0", "notes": "Kept & typed."}
    page = client.post("/social/meetings/new/", typed).content.decode()
    assert [said for said in ("Enter 1 or more.", "Kept &amp; typed.") if said not in page] == []
    again = client.post("/social/meetings/new/", {**typed, "present": "3"}).content.decode()
    assert "There is already a meeting of this kind on this day." in again
    assert (
        "Enter a real date"
        in client.post("/social/meetings/new/", {**typed, "on": "31/02/2026"}).content.decode()
    )
    future = {**typed, "on": (localdate() + timedelta(days=9)).isoformat(), "present": "3"}
    assert FUTURE_PRESENT in client.post("/social/meetings/new/", future).content.decode()
    assert Meeting.objects.count() == 1


@pytest.mark.django_db
def test_somebody_who_was_overtaken_is_told_and_can_save_after_reading() -> None:
    client = sign_in(Client(), make_member())
    meeting = Meeting.objects.create(kind=MeetingKind.STRATEGY, on=date(2026, 4, 8))
    opened = meeting.state
    meeting.notes = "Theirs."
    meeting.save()
    typed = {"kind": "strategy", "on": "2026-04-08", "present": "", "notes": "Mine."}
    response = client.post(f"/social/meetings/{meeting.pk}/edit/", {**typed, "seen": opened})
    meeting.refresh_from_db()
    assert (OVERTAKEN in response.content.decode(), "Mine." in response.content.decode(), meeting.notes) == (
        True,
        True,
        "Theirs.",
    )
    assert f'value="{meeting.state},' in response.content.decode()
    client.post(f"/social/meetings/{meeting.pk}/edit/", {**typed, "seen": meeting.state})
    meeting.refresh_from_db()
    assert meeting.notes == "Mine."
