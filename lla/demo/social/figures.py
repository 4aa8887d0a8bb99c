"""Retelling how the team is doing: versions of the guidelines, meetings, weekly figures, monthly reports."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from lla.demo import reading
from lla.demo.playing import Course
from lla.demo.rewriting import changed
from lla.demo.social.crew import Crew, page
from lla.time import weeks
from socialmedia.guidelines import workflow as guidelines_workflow
from socialmedia.guidelines.models import GuidelineVersion
from socialmedia.guidelines.selectors import parameters
from socialmedia.meetings.models import Meeting
from socialmedia.positions import workflow as positions_workflow
from socialmedia.positions.models import Position
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


def courses(crew: Crew, files: dict[str, Any], guiding: dict[str, Any]) -> Iterator[Course]:
    # The first version, and those that say what they change of the one before.
    first = {**guiding, "by": "roisin", "changes": [], "figures": {}, "why": ""}
    yield from (guidelines(crew, record) for record in (first, *guiding["versions"]))
    yield from (meeting(crew, record) for record in files["meetings"])
    yield from (position(crew, record) for record in guiding["positions"])
    yield weekly(crew, files["weeks"])
    yield monthly(crew, files["reports"])


def guidelines(crew: Crew, record: Mapping[str, Any]) -> Course:
    yield crew.moment((record.get("drafted", record["adopted"] - 1), "20:00"))
    by = crew.actor(record["by"])
    draft = guidelines_workflow.begin(drafted_by=crew.user(record["by"]), by=by)
    [words] = changed([record.get("text", draft.words).strip()], record["changes"])
    figures = replace(parameters(draft), **record["figures"])
    guidelines_workflow.save(draft, words=words, figures=figures, why=record["why"], seen=draft.state, by=by)
    yield crew.moment((record["adopted"], "19:00"))
    guidelines_workflow.adopt(
        GuidelineVersion.objects.get(pk=draft.pk),
        decision=record["decision"],
        link=page(record.get("page", "")),
        adopted_by=crew.user("roisin"),
        by=crew.actor("roisin"),
    )


def position(crew: Crew, record: Mapping[str, Any]) -> Course:
    """A priority or position that the manager wrote down."""
    yield crew.moment((record["since"], "19:30"))
    said = {name: record[name] for name in ("kind", "sentence", "basis", "basis_words")}
    days = {name: crew.day(record[name]) for name in ("since", "until", "basis_on") if name in record}
    row = Position(**said, **days, basis_link=page(record.get("page", "")))
    positions_workflow.save(row, user=crew.user("roisin"), by=crew.actor("roisin"))


def meeting(crew: Crew, record: Mapping[str, Any]) -> Course:
    yield crew.moment((min(record["at"], -2), "21:30"))
    Meeting.objects.create(
        kind=record["kind"],
        on=crew.day(record["at"]),
        present=record.get("present"),
        notes=record.get("notes", ""),
    )


def weekly(crew: Crew, channels: dict[str, Any]) -> Course:
    """What each channel's platform told of one week; a forum's platform tells only how many are in it."""
    last = weeks.shifted(weeks.monday_of(crew.today), -1)
    for number in range(SHOWN):
        monday = weeks.shifted(last, number + 1 - SHOWN)
        yield _at(weeks.days_of(monday)[-1], time(21))
        entries = []
        for key, record in channels.items():
            since = number - record.get("from", 0)
            if since >= 0:
                rates = {name: record[name][since] for name in RATES if name in record}
                followers = record["followers"][since]
                entries.append(WeekFigures(channel=crew.channels[key], followers=followers, **rates))
        statistics_workflow.save(monday, entries, by=crew.user("callum"))


def monthly(crew: Crew, records: list[dict[str, str]]) -> Course:
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
        yield _at(month_after(month), NIGHT)
        reports_tasks.draft_last_month()
        sent_on = month_after(month) + timedelta(days=SENT_ON - 1)
        yield _at(sent_on, NIGHT)
        posts_tasks.judge_days()
        yield _at(sent_on, WRITTEN)
        write(month, record)
        yield _at(sent_on, SENT)
        report, user = Report.objects.get(month=month), crew.user("callum")
        report = reports_workflow.send(report, sent_by=user, by=crew.actor("callum"))
        if "published" in record:
            reports_workflow.publish(report, words=record["published"], user=user, by=crew.actor("callum"))
    month, record = latest
    if begun_early:
        yield crew.moment((-1, "20:30"))
        reports_workflow.begin(month, drafted_by=crew.user("callum"), by=crew.actor("callum"))
    else:
        yield _at(month_after(month), NIGHT)
        reports_tasks.draft_last_month()
    write(month, record)


def write(month: date, record: Mapping[str, str]) -> None:
    Report.objects.filter(month=month).update(opening=record["opening"], closing=record["closing"])


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=reading.LONDON)
