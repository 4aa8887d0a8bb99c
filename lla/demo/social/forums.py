"""Retelling the forums: their rules, what moderators did, and the cases that came of it."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from lla.demo.social.crew import Crew
from lla.demo.social.hearings import give
from lla.demo.telling import Step
from socialmedia.forums.models import BreachCase, ForumRule
from socialmedia.forums.workflow import cases, forums, moderation


def steps(crew: Crew, told: dict[str, Any]) -> Iterator[Step]:
    for key, record in told["forums"].items():
        yield Step(crew.moment((record["at"], "15:00")), partial(write_rules, crew, key, record))
        yield Step(crew.moment((record["reviewed"], "15:30")), partial(review, crew, key, record))
    for record in told["log"]["entries"]:
        yield Step(crew.moment(record["at"]), partial(log, crew, record))
    for record in told["cases"]:
        yield from case(crew, record)


def case(crew: Crew, record: Mapping[str, Any]) -> Iterator[Step]:
    """The log opens it; the others say what they think, and so far as the file goes it is decided."""
    yield Step(crew.moment(record["answered"]), partial(answer, crew, record))
    for name, act in (("leadership", note_leadership), ("decided", decide), ("told", tell_person)):
        if name in record:
            yield Step(crew.moment(record[name]["at"]), partial(act, crew, record))


def write_rules(crew: Crew, key: str, record: Mapping[str, Any]) -> None:
    for words, response in record["rules"]:
        forums.add_rule(crew.channels[key], words=words, response=response, by=crew.actor(record["by"]))


def review(crew: Crew, key: str, record: Mapping[str, Any]) -> None:
    crew.channels[key] = forums.review_rules(crew.channels[key], by=crew.actor(record["by"]))


def log(crew: Crew, record: Mapping[str, Any]) -> None:
    forum = crew.channels[record["forum"]]
    moderation.log(
        forum,
        platform=forum.platform,
        name=record["person"],
        measure=record["measure"],
        rule=rule_of(crew, record["forum"], record["rule"]),
        note=record["note"],
        by=crew.user(record["by"]),
    )


def rule_of(crew: Crew, forum: str, number: int) -> ForumRule | None:
    return ForumRule.objects.standing().get(channel=crew.channels[forum], order=number) if number else None


def row_of(record: Mapping[str, Any]) -> BreachCase:
    found: BreachCase = BreachCase.objects.get(participant__name=record["person"])
    return found


def answer(crew: Crew, record: Mapping[str, Any]) -> None:
    if asked := row_of(record).consultation:
        give(crew, asked, record["answers"])


def note_leadership(crew: Crew, record: Mapping[str, Any]) -> None:
    said = record["leadership"]
    cases.note_leadership(row_of(record), consulted=True, words=said["words"], by=crew.user(said["by"]))


def decide(crew: Crew, record: Mapping[str, Any]) -> None:
    said = record["decided"]
    cases.decide(
        row_of(record),
        outcome=said["outcome"],
        rule=rule_of(crew, record["forum"], said["rule"]),
        days=said["days"],
        reason=said["reason"],
        how_to_appeal=said["appeal"],
        by=crew.user(said["by"]),
    )


def tell_person(crew: Crew, record: Mapping[str, Any]) -> None:
    said = record["told"]
    cases.mark_told(row_of(record), words=said["words"], by=crew.user(said["by"]))
