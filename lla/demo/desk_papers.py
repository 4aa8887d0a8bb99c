"""Retelling the papers that the committee writes, and the conference that it prepares next."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

from lla.demo import reading
from lla.demo.playing import Course
from lla.demo.rewriting import changed
from lla.demo.stage import Stage
from motions.conference_desk import workflow as conference_desk_workflow
from motions.order_paper import workflow as order_paper_workflow
from motions.order_paper.workflow import Fall, Part, Session
from motions.reports import workflow as reports_workflow

Record = dict[str, Any]


def courses(stage: Stage) -> Iterator[Course]:
    papers = reading.file("papers")
    yield from (report(stage, record) for record in papers["reports"])
    yield from (order_paper(stage, record) for record in papers["order_papers"])
    yield from (next_conference(stage, record) for record in papers["copies"])


def report(stage: Stage, record: Record) -> Course:
    """Drafted by the system with words before it, or an earlier one with words changed; then issued."""
    yield stage.moment(record["drafted"])
    conference = stage.conference(record["conference"])
    if "corrects" in record:
        draft = reports_workflow.correct(conference.reports.get(number=record["corrects"]))
        [draft.body] = changed([draft.body], record["changes"])
    else:
        draft = reports_workflow.draft(conference)
        draft.body = f"{record['words'].strip()}\n\n{draft.body}"
    draft.save()
    yield stage.moment(record["issued"])
    reports_workflow.issue(draft, by=stage.committee[record["by"]])


def order_paper(stage: Stage, record: Record) -> Course:
    """Planned session by session, with what falls with what; issued only if the file says when."""
    yield stage.moment(record["planned"])
    conference = stage.conference(record["conference"])
    for session in record["sessions"]:
        plan = Session(
            day=conference.starts_on + timedelta(days=session["day"] - 1),
            begins_at=time.fromisoformat(session["begins"]),
            ends_at=time.fromisoformat(session["ends"]),
            title=session["title"],
            business=[_part(stage, conference.slug, part) for part in session["business"]],
        )
        order_paper_workflow.plan_session(conference, plan)
    falls = [
        Fall(stage.motion(conference.slug, carried), stage.motion(conference.slug, falls), words)
        for carried, falls, words in record["consequences"]
    ]
    order_paper_workflow.set_consequences(conference, falls)
    if "issued" in record:
        yield stage.moment(record["issued"])
        order_paper_workflow.issue(conference, by=stage.committee[record["by"]])


def _part(stage: Stage, conference: str, record: Record) -> Part:
    votes = [stage.motion(conference, name) for name in record.get("votes", [])]
    return Part(words=record.get("words", ""), votes=votes, minutes=record["minutes"])


def next_conference(stage: Stage, record: Record) -> Course:
    """Copied from an earlier one and not opened yet."""
    yield stage.moment(record["at"])
    source = stage.conference(record["source"])
    first_day = reading.day(stage.today, record["first_day"])
    conference_desk_workflow.copy_conference(
        source, name=record["name"], slug=record["slug"], starts_on=first_day
    )
