"""Retelling the forums: their rules, what moderators did, and the cases that came of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from lla.demo.playing import Course
from lla.demo.social.crew import Crew
from lla.demo.social.hearings import give
from socialmedia.forums.models import BreachCase, ForumRule
from socialmedia.forums.workflow import cases, forums


def courses(crew: Crew, files: dict[str, Any]) -> Iterator[Course]:
    yield from (rules(crew, key, record) for key, record in files["forums"].items())
    yield from (logged(crew, record) for record in files["log"]["entries"])
    yield from (case(crew, record) for record in files["cases"])


def rules(crew: Crew, key: str, record: Mapping[str, Any]) -> Course:
    """Written one day, looked through again on another."""
    yield crew.moment((record["at"], "15:00"))
    by = crew.actor(record["by"])
    for words, response in record["rules"]:
        forums.add_rule(crew.channels[key], words=words, response=response, by=by)
    yield crew.moment((record["reviewed"], "15:30"))
    crew.channels[key] = forums.review_rules(crew.channels[key], by=by)


def logged(crew: Crew, record: Mapping[str, Any]) -> Course:
    yield crew.moment(record["at"])
    forum = crew.channels[record["forum"]]
    forums.log(
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


def case(crew: Crew, record: Mapping[str, Any]) -> Course:
    """The log opens it; the others say what they think, and so far as the file goes it is decided."""
    yield crew.moment(record["answered"])
    opened: BreachCase = BreachCase.objects.get(participant__name=record["person"])
    if opened.consultation:
        give(crew, opened.consultation, record["answers"])
    if step := record.get("leadership"):
        yield crew.moment(step["at"])
        cases.note_leadership(opened, consulted=True, words=step["words"], by=crew.user(step["by"]))
    if step := record.get("decided"):
        yield crew.moment(step["at"])
        cases.decide(
            opened,
            outcome=step["outcome"],
            rule=rule_of(crew, record["forum"], step["rule"]),
            days=step["days"],
            reason=step["reason"],
            how_to_appeal=step["appeal"],
            by=crew.user(step["by"]),
        )
    if step := record.get("told"):
        yield crew.moment(step["at"])
        cases.mark_told(opened, words=step["words"], by=crew.user(step["by"]))
