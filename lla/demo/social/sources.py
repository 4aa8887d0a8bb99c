"""Retelling whom the team looked into before it shared and liked them."""

from collections.abc import Iterator, Mapping
from typing import Any

from lla.demo.playing import Course
from lla.demo.social.crew import Crew
from socialmedia.sources import workflow as sources_workflow
from socialmedia.sources.models import Source

LIKED = (-40, "12:00")


def courses(crew: Crew, files: dict[str, Any]) -> Iterator[Course]:
    """Added when somebody first looked into them; one was only written down."""
    sources = files["sources"]
    looked_into = {record["source"]: record for record in files["vettings"]}
    for key, source in sources.items():
        yield added(crew, source, looked_into.get(key, {"by": "marek", "at": LIKED[0]}))
    for record in files["vettings"]:
        yield vetted(crew, record, sources[record["source"]]["name"])
    for channel, keys in files["likes"].items():
        yield liked(crew, channel, [sources[key]["name"] for key in keys])


def added(crew: Crew, source: Mapping[str, Any], record: Mapping[str, Any]) -> Course:
    yield crew.moment((record["at"], "19:10"))
    sources_workflow.add(name=source["name"], address=source["address"], by=crew.actor(record["by"]))


def vetted(crew: Crew, record: Mapping[str, Any], name: str) -> Course:
    yield crew.moment((record["at"], "20:40"))
    source = Source.objects.get(name=name)
    look = source.vettings.first()
    sources_workflow.vet(
        source,
        seen=look.pk if look else None,
        reliable=record.get("reliable", True),
        conflicts=record.get("conflicts", False),
        note=record["note"],
        user=crew.user(record["by"]),
        by=crew.actor(record["by"]),
    )


def liked(crew: Crew, channel: str, names: list[str]) -> Course:
    yield crew.moment(LIKED)
    for source in Source.objects.filter(name__in=names):
        sources_workflow.like(
            source, channel=crew.channels[channel], user=crew.user("callum"), by=crew.actor("callum")
        )
