"""Retelling whom the team looked into before it shared and liked them."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from lla.demo.social.crew import Crew
from lla.demo.telling import Step
from socialmedia.sources import workflow as sources_workflow
from socialmedia.sources.models import Source

LIKED = (-40, "12:00")


def steps(crew: Crew, told: dict[str, Any]) -> Iterator[Step]:
    """Added when somebody first looked into them; one was only written down."""
    looked_into = {record["source"]: record for record in told["vettings"]}
    for key, source in told["sources"].items():
        record = looked_into.get(key, {"by": "marek", "at": LIKED[0]})
        yield Step(crew.moment((record["at"], "19:10")), partial(add, crew, source, record["by"]))
    for record in told["vettings"]:
        at = crew.moment((record["at"], "20:40"))
        yield Step(at, partial(vet, crew, record, told["sources"][record["source"]]))
    for key, liked in told["likes"].items():
        names = [told["sources"][one]["name"] for one in liked]
        yield Step(crew.moment(LIKED), partial(like, crew, key, names))


def add(crew: Crew, source: Mapping[str, Any], by: str) -> None:
    sources_workflow.add(name=source["name"], address=source["address"], by=crew.actor(by))


def vet(crew: Crew, record: Mapping[str, Any], source: Mapping[str, Any]) -> None:
    sources_workflow.vet(
        Source.objects.get(name=source["name"]),
        reliable=record.get("reliable", True),
        conflicts=record.get("conflicts", False),
        note=record["note"],
        user=crew.user(record["by"]),
        by=crew.actor(record["by"]),
    )


def like(crew: Crew, key: str, names: list[str]) -> None:
    channel, by = crew.channels[key], "callum"
    for source in Source.objects.filter(name__in=names):
        sources_workflow.like(source, channel=channel, user=crew.user(by), by=crew.actor(by))
