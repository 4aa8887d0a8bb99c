"""Retelling how the team is doing: versions of the guidelines, meetings, weekly figures, monthly reports."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from lla.demo import reading
from lla.demo.reading import Change
from lla.demo.social.crew import Crew, page
from lla.demo.telling import Step, changed
from lla.time import weeks
from socialmedia.guidelines import workflow as guidelines_workflow
from socialmedia.guidelines.models import GuidelineVersion
from socialmedia.guidelines.selectors import parameters
from socialmedia.meetings.models import Meeting
from socialmedia.posts import tasks as posts_tasks
from socialmedia.reports import tasks as reports_tasks
from socialmedia.reports import workflow as reports_workflow
from socialmedia.reports.models import Report
from socialmedia.statistics import workflow as statistics_workflow
from socialmedia.statistics.models import WeekFigures

SHOWN = 13  # weeks
SENT_ON = 3  # of the month after
NIGHT, WRITTEN, SENT = time(0, 5), time(17), time(18)
RATES = ("reach", "responses")


def steps(crew: Crew, told: dict[str, Any], guiding: dict[str, Any]) -> Iterator[Step]:
    yield from versions(crew, guiding)
    for record in told["meetings"]:
        written = min(record["at"], -2)
        yield Step(crew.moment((written, "21:30")), partial(meet, crew, record))
    last = weeks.shifted(weeks.monday_of(crew.today), -1)
    for at in range(SHOWN):
        monday = weeks.shifted(last, at + 1 - SHOWN)
        sunday = datetime.combine(weeks.days_of(monday)[-1], time(21), tzinfo=reading.LONDON)
        yield Step(sunday, partial(enter, crew, told["weeks"], monday, at))
    yield from monthly(crew, told["reports"])


def versions(crew: Crew, told: dict[str, Any]) -> Iterator[Step]:
    """The first, and those that say what they change of the one before."""
    first = {**told, "by": "roisin", "changes": [], "figures": {}, "why": ""}
    for record in (first, *told["versions"]):
        drafted = record.get("drafted", record["adopted"] - 1)
        yield Step(crew.moment((drafted, "20:00")), partial(draft, crew, record))
        yield Step(crew.moment((record["adopted"], "19:00")), partial(adopt, crew, record))


def draft(crew: Crew, record: Mapping[str, Any]) -> None:
    by = crew.actor(record["by"])
    begun = guidelines_workflow.begin(drafted_by=crew.user(record["by"]), by=by)
    words = record.get("text", begun.words).strip()
    change = Change(at=(record["adopted"], "19:00"), why=record["why"], changes=record["changes"])
    asked_for = replace(parameters(begun), **record["figures"])
    guidelines_workflow.save(
        begun,
        words=changed([words], change)[0],
        figures=asked_for,
        why=record["why"],
        seen=begun.state,
        by=by,
    )


def adopt(crew: Crew, record: Mapping[str, Any]) -> None:
    draft = GuidelineVersion.objects.drafted()
    if draft:
        guidelines_workflow.adopt(
            draft,
            decision=record["decision"],
            link=page(record.get("page", "")),
            adopted_by=crew.user("roisin"),
            by=crew.actor("roisin"),
        )


def meet(crew: Crew, record: Mapping[str, Any]) -> None:
    Meeting.objects.create(
        kind=record["kind"],
        on=crew.day(record["at"]),
        present=record.get("present"),
        notes=record.get("notes", ""),
    )


def enter(crew: Crew, told: dict[str, Any], monday: date, at: int) -> None:
    """What each channel's platform told of one week; a forum's platform tells only how many are in it."""
    entries = []
    for key, record in told.items():
        since = at - record.get("from", 0)
        if since >= 0:
            reach, responses = (record[name][since] if name in record else None for name in RATES)
            entries.append(
                WeekFigures(
                    channel=crew.channels[key],
                    followers=record["followers"][since],
                    reach=reach,
                    responses=responses,
                )
            )
    statistics_workflow.save(monday, entries, by=crew.user("callum"))


def monthly(crew: Crew, records: list[dict[str, str]]) -> Iterator[Step]:
    """Each month's report is drafted and sent in the first days of the next; the latest is a draft.

    In those days that is the report of the month before, else one of this month, begun early.
    """
    this = crew.today.replace(day=1)
    begun_early = crew.today.day > SENT_ON
    months = [this if begun_early else month_before(this)]
    while len(months) < len(records):
        months.insert(0, month_before(months[0]))
    *earlier, latest = zip(months, records, strict=True)
    for month, record in earlier:
        yield Step(_at(month_after(month), NIGHT), reports_tasks.draft_last_month)
        sent_on = month_after(month) + timedelta(days=SENT_ON - 1)
        yield Step(_at(sent_on, NIGHT), posts_tasks.judge_days)
        yield Step(_at(sent_on, WRITTEN), partial(write, month, record))
        yield Step(_at(sent_on, SENT), partial(send, crew, month))
    month, record = latest
    at = crew.moment((-1, "20:30")) if begun_early else _at(month_after(month), NIGHT)
    yield Step(at, partial(begin, crew, month) if begun_early else reports_tasks.draft_last_month)
    yield Step(at, partial(write, month, record))


def begin(crew: Crew, month: date) -> None:
    reports_workflow.begin(month, drafted_by=crew.user("callum"), by=crew.actor("callum"))


def write(month: date, record: Mapping[str, str]) -> None:
    Report.objects.filter(month=month).update(opening=record["opening"], closing=record["closing"])


def send(crew: Crew, month: date) -> None:
    report = Report.objects.get(month=month)
    reports_workflow.send(report, sent_by=crew.user("callum"), by=crew.actor("callum"))


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=reading.LONDON)
