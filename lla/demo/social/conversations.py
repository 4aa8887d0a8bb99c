"""Retelling what came back: comments, versions of the filter list, direct messages."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from lla.demo.social.crew import Crew
from lla.demo.telling import Step
from lla.time.days import day_begins
from organisers.regions.models import Region
from socialmedia.comments import workflow as comments_workflow
from socialmedia.comments.models import Incident
from socialmedia.filters import workflow as filters_workflow
from socialmedia.filters.models import FilterList
from socialmedia.messages import workflow as messages_workflow
from socialmedia.messages.models import Message
from socialmedia.sources.models import Source

SOON = timedelta(minutes=5)


def steps(crew: Crew, told: dict[str, Any]) -> Iterator[Step]:
    for record in told["messages"]:
        yield from exchange(crew, record)
    for record in told["comments"]:
        yield from incident(crew, record)
    for number, record in enumerate(told["filters"], start=1):
        yield Step(crew.moment((record["at"], "10:00")), partial(make_filter, crew, record, number))
        for key, person in record["installed"].items():
            at = crew.moment((record["at"], "19:30"))
            yield Step(at, partial(install, crew, key, person, number))


def exchange(crew: Crew, record: dict[str, Any]) -> Iterator[Step]:
    """A message and what became of it; without minutes until then, it still waits."""
    came = came_at(crew, record)
    yield Step(came, partial(receive, crew, record))
    if "region" in record:
        yield Step(came + timedelta(minutes=record["after"]) - SOON, partial(pass_on, crew, record))
    if "after" in record:
        yield Step(came + timedelta(minutes=record["after"]), partial(answer, crew, record))
    if "aside" in record:
        yield Step(came + timedelta(minutes=record["aside"]), partial(set_aside, crew, record))


def came_at(crew: Crew, record: Mapping[str, Any]) -> datetime:
    """On its day; or today so many minutes ago, if it was today then."""
    if "today" not in record:
        return crew.moment(record["at"])
    return max(day_begins(crew.today), crew.now - timedelta(minutes=record["today"]))


def receive(crew: Crew, record: dict[str, Any]) -> None:
    source = Source.objects.get(name=record["source"]) if "source" in record else None
    record["row"] = messages_workflow.receive(
        crew.channels[record["channel"]],
        kind=record["kind"],
        words=record["words"],
        person=record["person"],
        source=source,
        by=crew.actor("callum"),
    )


def pass_on(crew: Crew, record: Mapping[str, Any]) -> None:
    region = Region.objects.get(slug=record["region"])
    messages_workflow.pass_on(row_of(record), region, by=crew.actor(record["by"]))


def answer(crew: Crew, record: Mapping[str, Any]) -> None:
    messages_workflow.answer(row_of(record), person=crew.user(record["by"]), by=crew.actor(record["by"]))


def set_aside(crew: Crew, record: Mapping[str, Any]) -> None:
    messages_workflow.set_aside(row_of(record), person=crew.user(record["by"]), by=crew.actor(record["by"]))


def row_of(record: Mapping[str, Any]) -> Message:
    found: Message = record["row"]
    return found


def incident(crew: Crew, record: dict[str, Any]) -> Iterator[Step]:
    """A comment, and what was done so many minutes later."""
    at = crew.moment(record["at"])
    yield Step(at, partial(note, crew, record))
    if "done" in record:
        yield Step(at + timedelta(minutes=record["after"]), partial(decide, crew, record))


def note(crew: Crew, record: dict[str, Any]) -> None:
    record["row"] = comments_workflow.note(
        crew.channels[record["channel"]],
        words=record["words"],
        person=record["person"],
        hostile=record.get("hostile", False),
        earlier=record.get("earlier", 0),
        by=crew.actor(record.get("by", "callum")),
    )


def decide(crew: Crew, record: Mapping[str, Any]) -> None:
    row: Incident = record["row"]
    comments_workflow.decide(
        row,
        done=record["done"],
        note=record.get("note", ""),
        person=crew.user(record["by"]),
        by=crew.actor(record["by"]),
    )


def make_filter(crew: Crew, record: Mapping[str, Any], number: int) -> None:
    filters_workflow.make(
        record["words"],
        why=record["why"],
        seen=number - 1,
        person=crew.user(record["by"]),
        by=crew.actor(record["by"]),
    )


def install(crew: Crew, key: str, person: str, number: int) -> None:
    version = FilterList.objects.get(number=number)
    filters_workflow.install(crew.channels[key], version, person=crew.user(person), by=crew.actor(person))
