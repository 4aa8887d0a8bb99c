"""Retelling the regional symposia: venues, each meeting from planning to notes, and the nights between."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from lla.acts.actors import Actor
from lla.demo import reading
from lla.demo.cast import Cast
from lla.demo.playing import Course
from organisers import quarters
from organisers.groups.models import Group
from organisers.regions.models import Region
from organisers.symposia import rules as symposia_rules
from organisers.symposia.choices import OptionKind, Voice
from organisers.symposia.models import ActionPoint, Option, Symposium, Venue
from organisers.symposia.workflow import lifecycle, nightly

VOICES = {"y": Voice.YES, "i": Voice.IF_NEED_BE, "n": Voice.NO}
ACCESS = {"y": True, "n": False}
SATURDAY, WEEK = 5, 7
NEXT = 12  # days until the coming meeting
ASKED_FOR = 42  # days until the quarter of what is asked about
STARTS, LASTS, NIGHT = time(11), timedelta(hours=5), time(3, 30)


def courses(cast: Cast, files: dict[str, Any]) -> Iterator[Course]:
    for record in files["venues"]:
        add_venue(cast, record)
    coming = quarters.quarter_of(_saturday(reading.day(cast.today, NEXT)))
    yield from (meeting(cast, record, files, coming) for record in files["symposia"])
    yield quarters_closed(cast, coming)


def quarters_closed(cast: Cast, coming: date) -> Course:
    for ended in (quarters.shifted(coming, by) for by in (-2, -1, 0)):
        if ended <= cast.today:
            yield _at(ended, NIGHT)
            nightly.close_quarters()


def add_venue(cast: Cast, record: dict[str, Any]) -> None:
    answers = dict(zip(symposia_rules.ACCESS, map(ACCESS.get, record["access"]), strict=False))
    Venue.objects.create(
        name=record["name"],
        kind=record["kind"],
        region=cast.regions[record["region"]],
        address=record.get("address", ""),
        capacity=record["capacity"],
        transport=record.get("transport", ""),
        cost=record["cost"],
        booking_notice_days=record.get("days", 0),
        **answers,
    )


def meeting(cast: Cast, record: dict[str, Any], files: dict[str, Any], coming: date) -> Course:
    """One symposium on its way; its moments are counted from the first day that it offers."""
    first, by = _first_day(cast, record, coming), cast.organiser(record["by"])
    begun = first - timedelta(days=47) if "quarter" in record else cast.today - timedelta(days=9)
    yield _at(begun, time(9))
    symposium = _begin(cast.regions[record["region"]], record, files, first, by)
    if record["ends"] == "planning":
        return
    opened, closes = begun + timedelta(days=3), begun + timedelta(days=17)
    yield _at(opened, time(9))
    lifecycle.open_consultation(symposium, closes_at=_at(closes, time(20)), by=by)
    for place, voices in enumerate(record["answers"]):
        if voices:
            yield _at(opened + timedelta(days=1 + place), time(19))
            _answer(cast, symposium, _groups(record)[place], voices)
    if record["ends"] == "consulting":
        return
    yield _at(closes - timedelta(days=2), NIGHT)
    nightly.remind_silent_groups()
    decided = closes + timedelta(days=1)
    yield _at(decided, time(17))
    paper = files["papers"].get(record.get("paper", ""), {})
    _decide(symposium, record["note"], paper.get("agenda"), by)
    for place, places in enumerate(record["places"]):
        yield _at(decided + timedelta(days=1 + place), time(18))
        need = record.get("need", "") if place == 0 else ""
        lifecycle.reply(symposium, _groups(record)[place], coming=places > 0, places=places, need=need)
    if record["ends"] == "cancelled":
        yield _at(first - timedelta(days=7), time(10))
        lifecycle.cancel(symposium, because=record["because"], by=by)
    if record["ends"] == "held":
        yield from _held(symposium, record, paper, first, by)


def _first_day(cast: Cast, record: dict[str, Any], coming: date) -> date:
    """The first Saturday on which it is held or, while it is asked about, could be held."""
    if "soon" not in record:
        return _saturday(quarters.shifted(coming, record["quarter"]) + timedelta(days=record["day"]))
    soon = reading.day(cast.today, record["soon"])
    if "quarter" not in record:
        soon = max(soon, quarters.quarter_of(reading.day(cast.today, ASKED_FOR)))
    return _saturday(soon)


def _groups(record: dict[str, Any]) -> list[Group]:
    """As the answers and places in the file are ordered."""
    return list(Group.objects.affiliated().filter(region__slug=record["region"]).order_by("name"))


def _begin(
    region: Region, record: dict[str, Any], files: dict[str, Any], first: date, by: Actor
) -> Symposium:
    """Plan it, and put two Saturdays, the venues and the ideas together."""
    symposium = lifecycle.begin(region, quarters.quarter_of(first), by=by)
    for days in (0, WEEK):
        starts_at = _at(first + timedelta(days=days), STARTS)
        slot = Option(kind=OptionKind.SLOT, starts_at=starts_at, ends_at=starts_at + LASTS)
        lifecycle.add_option(symposium, slot)
    names = {venue["key"]: venue["name"] for venue in files["venues"]}
    for key in record["venues"]:
        venue = Venue.objects.get(region=region, name=names[key])
        lifecycle.add_option(symposium, Option(kind=OptionKind.VENUE, venue=venue))
    for words in record["ideas"]:
        lifecycle.add_option(symposium, Option(kind=OptionKind.IDEA, words=words))
    return symposium


def _answer(cast: Cast, symposium: Symposium, group: Group, voices: str) -> None:
    options = symposium.options.order_by("pk").values_list("pk", flat=True)
    answers = {option: VOICES[letter] for option, letter in zip(options, voices, strict=True)}
    invitation = symposium.invitations.select_related("group", "symposium").get(group=group)
    lifecycle.answer(invitation, answers, by=cast.speaker(group))


def _decide(symposium: Symposium, note: str, agenda: str | None, by: Actor) -> None:
    """For the first time and the first place, and the agenda is published with it."""
    slot = symposium.options.filter(kind=OptionKind.SLOT).earliest("pk")
    venue = symposium.options.filter(kind=OptionKind.VENUE).earliest("pk")
    lifecycle.decide(symposium, slot=slot, venue=venue, note=note, by=by)
    if agenda:
        _publish(symposium, "agenda", agenda, by)


def _publish(symposium: Symposium, paper: str, words: str, by: Actor) -> None:
    lifecycle.write(symposium, paper=paper, words=words.strip())
    lifecycle.publish(symposium, paper=paper, by=by)


def _held(
    symposium: Symposium, record: dict[str, Any], paper: dict[str, Any], first: date, by: Actor
) -> Course:
    """The reminder, the day, by which what the one before left is done, and the notes after it."""
    yield _at(first - timedelta(days=1), NIGHT)
    nightly.remind_of_the_day()
    yield _at(first + timedelta(days=1), time(10))
    lifecycle.mark_held(symposium, by=by)
    for point in symposium.action_points.exclude(carried_from=None).filter(done_at=None):
        lifecycle.mark_point_done(point, done=True)
    yield _at(first + timedelta(days=5), time(16))
    _publish(symposium, "notes", paper["notes"], by)
    for words, group in zip(paper["points"], _groups(record), strict=False):
        point = ActionPoint(words=words, owner=group.name, due_on=first + timedelta(days=60))
        lifecycle.add_point(symposium, point)
    yield _at(first + timedelta(days=16), NIGHT)
    nightly.forget_access_needs()


def _saturday(day: date) -> date:
    """The day itself or the first Saturday after it."""
    return day + timedelta(days=(SATURDAY - day.weekday()) % WEEK)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=reading.LONDON)
