"""Retelling what came back: comments, versions of the filter list, direct messages."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from lla.demo.playing import Course
from lla.demo.social.crew import Crew
from lla.time.days import day_begins
from organisers.regions.models import Region
from socialmedia.comments import workflow as comments_workflow
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.choices import ComplaintAbout
from socialmedia.filters import workflow as filters_workflow
from socialmedia.messages import workflow as messages_workflow
from socialmedia.sources.models import Source

SOON = timedelta(minutes=5)


def courses(crew: Crew, files: dict[str, Any]) -> Iterator[Course]:
    yield from (exchange(crew, record) for record in files["messages"])
    yield from (incident(crew, record) for record in files["comments"])
    yield from (filter_list(crew, record, number) for number, record in enumerate(files["filters"], start=1))


def exchange(crew: Crew, record: Mapping[str, Any]) -> Course:
    """A message and what became of it; without minutes until then, it still waits."""
    came = came_at(crew, record)
    yield came
    message = messages_workflow.receive(
        crew.channels[record["channel"]],
        kind=record["kind"],
        words=record["words"],
        person=record["person"],
        source=Source.objects.get(name=record["source"]) if "source" in record else None,
        by=crew.actor("callum"),
    )
    if "region" in record:
        yield came + timedelta(minutes=record["after"]) - SOON
        region = Region.objects.get(slug=record["region"])
        messages_workflow.pass_on(message, region, by=crew.actor(record["by"]))
    for minutes, act in (("after", messages_workflow.answer), ("aside", messages_workflow.set_aside)):
        if minutes in record:
            yield came + timedelta(minutes=record[minutes])
            act(message, person=crew.user(record["by"]), by=crew.actor(record["by"]))


def came_at(crew: Crew, record: Mapping[str, Any]) -> datetime:
    """On its day; or today so many minutes ago, if it was today then."""
    if "today" not in record:
        return crew.moment(record["at"])
    return max(day_begins(crew.today), crew.now - timedelta(minutes=record["today"]))


def incident(crew: Crew, record: Mapping[str, Any]) -> Course:
    """A comment, and what was done so many minutes later."""
    at = crew.moment(record["at"])
    yield at
    comment = comments_workflow.note(
        crew.channels[record["channel"]],
        words=record["words"],
        person=record["person"],
        hostile=record.get("hostile", False),
        earlier=record.get("earlier", 0),
        harmful=record.get("harmful", False),
        by=crew.actor(record.get("by", "callum")),
    )
    if "done" in record:
        yield at + timedelta(minutes=record["after"])
        comments_workflow.decide(
            comment,
            done=record["done"],
            note=record.get("note", ""),
            person=crew.user(record["by"]),
            by=crew.actor(record["by"]),
        )
    if "complaint" in record:
        complaints_workflow.receive_from(
            comment,
            kind=record["complaint"],
            about=ComplaintAbout.NOBODY,
            words=record["words"],
            by=crew.actor(record["by"]),
        )


def filter_list(crew: Crew, record: Mapping[str, Any], number: int) -> Course:
    """A version of the list, and who put it in on the evening of that day."""
    yield crew.moment((record["at"], "10:00"))
    version = filters_workflow.make(
        record["words"],
        why=record["why"],
        seen=number - 1,
        person=crew.user(record["by"]),
        by=crew.actor(record["by"]),
    )
    yield crew.moment((record["at"], "19:30"))
    for key, person in record["installed"].items():
        filters_workflow.install(crew.channels[key], version, person=crew.user(person), by=crew.actor(person))
