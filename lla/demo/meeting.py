"""Retelling the regional symposia: venues, each meeting from planning to notes, and the nights between."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from lla.acts.actors import Actor
from lla.demo import reading
from lla.demo.cast import Cast
from lla.demo.telling import Step
from organisers import quarters
from organisers.groups.models import Group
from organisers.symposia import rules as symposia_rules
from organisers.symposia.choices import OptionKind, Voice
from organisers.symposia.models import ActionPoint, Option, Symposium, Venue
from organisers.symposia.workflow import lifecycle, nightly

VOICES = {"y": Voice.YES, "i": Voice.IF_NEED_BE, "n": Voice.NO}
ACCESS = {"y": True, "n": False}
SATURDAY, WEEK = 5, 7
NEXT, ASKED_FOR = (
    12,
    42,
)  # days until the coming meeting; and until the quarter of what is asked about
STARTS, LASTS, NIGHT = time(11), timedelta(hours=5), time(3, 30)
NOTHING: dict[str, Any] = {}


def steps(cast: Cast, told: dict[str, Any]) -> Iterator[Step]:
    for record in told["venues"]:
        add_venue(cast, record)
    anchor = quarters.quarter_of(_saturday(reading.day(cast.today, NEXT)))
    for record in told["symposia"]:
        yield from Meeting(record, cast, told, anchor).steps()
    for ended in (quarters.shifted(anchor, by) for by in (-2, -1, 0)):
        if ended <= cast.today:
            yield Step(_at(ended, NIGHT), nightly.close_quarters)


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


@dataclass
class Meeting:
    """One symposium on its way; its moments are counted from the first day that it offers."""

    record: dict[str, Any]
    cast: Cast
    told: dict[str, Any]
    anchor: date
    pk: int = 0
    first: date = field(init=False)

    def __post_init__(self) -> None:
        self.first = _saturday(self._from())

    def _from(self) -> date:
        """The day before whose Saturday it is held or, while it is asked about, could be held."""
        if "soon" not in self.record:
            return quarters.shifted(self.anchor, self.record["quarter"]) + timedelta(days=self.record["day"])
        soon = reading.day(self.cast.today, self.record["soon"])
        if "quarter" in self.record:
            return soon
        return max(soon, quarters.quarter_of(reading.day(self.cast.today, ASKED_FOR)))

    def steps(self) -> Iterator[Step]:
        ends = self.record["ends"]
        begun = self.cast.today - timedelta(days=9) if "quarter" not in self.record else self._day(-47)
        yield Step(_at(begun, time(9)), self.begin)
        if ends == "planning":
            return
        opened, closes = begun + timedelta(days=3), begun + timedelta(days=17)
        yield Step(_at(opened, time(9)), partial(self.open, _at(closes, time(20))))
        for place, voices in enumerate(self.record["answers"]):
            if voices:
                at = _at(opened + timedelta(days=1 + place), time(19))
                yield Step(at, partial(self.answer, place, voices))
        if ends == "consulting":
            return
        yield Step(_at(closes - timedelta(days=2), NIGHT), nightly.remind_silent_groups)
        yield from self.settled(closes + timedelta(days=1))

    def settled(self, decided: date) -> Iterator[Step]:
        """From the decision on: who comes, the reminders, and how it ended."""
        ends = self.record["ends"]
        yield Step(_at(decided, time(17)), self.decide)
        for place, places in enumerate(self.record["places"]):
            yield Step(_at(decided + timedelta(days=1 + place), time(18)), partial(self.reply, place, places))
        if ends == "cancelled":
            yield Step(_at(self._day(-7), time(10)), self.cancel)
        if ends == "held":
            yield Step(_at(self._day(-1), NIGHT), nightly.remind_of_the_day)
            yield Step(_at(self._day(1), time(10)), self.hold)
            yield Step(_at(self._day(5), time(16)), self.write_notes)
            yield Step(_at(self._day(16), NIGHT), nightly.forget_access_needs)

    def _day(self, days: int) -> date:
        return self.first + timedelta(days=days)

    @property
    def by(self) -> Actor:
        return self.cast.organiser(self.record["by"])

    def symposium(self) -> Symposium:
        return Symposium.objects.select_related("region").get(pk=self.pk)

    def groups(self) -> list[Group]:
        """As the answers and places in the file are ordered."""
        return list(Group.objects.affiliated().filter(region__slug=self.record["region"]).order_by("name"))

    def begin(self) -> None:
        """Plan it, and put two Saturdays, the venues and the ideas together."""
        region = self.cast.regions[self.record["region"]]
        begun = lifecycle.begin(region, quarters.quarter_of(self.first), by=self.by)
        self.pk = begun.pk
        for days in (0, WEEK):
            starts_at = _at(self._day(days), STARTS)
            slot = Option(kind=OptionKind.SLOT, starts_at=starts_at, ends_at=starts_at + LASTS)
            lifecycle.add_option(begun, slot)
        for name in self.venues():
            venue = Venue.objects.get(region=region, name=name)
            lifecycle.add_option(begun, Option(kind=OptionKind.VENUE, venue=venue))
        for words in self.record["ideas"]:
            lifecycle.add_option(begun, Option(kind=OptionKind.IDEA, words=words))

    def venues(self) -> list[str]:
        names = {one["key"]: one["name"] for one in self.told["venues"]}
        return [names[key] for key in self.record["venues"]]

    def open(self, closes_at: datetime) -> None:
        lifecycle.open_consultation(self.symposium(), closes_at=closes_at, by=self.by)

    def answer(self, place: int, voices: str) -> None:
        symposium, group = self.symposium(), self.groups()[place]
        options = symposium.options.order_by("pk").values_list("pk", flat=True)
        said = {option: VOICES[letter] for option, letter in zip(options, voices, strict=True)}
        invitation = symposium.invitations.select_related("group", "symposium").get(group=group)
        lifecycle.answer(invitation, said, by=self.cast.speaker(group))

    def decide(self) -> None:
        """For the first time and the first place, and the agenda is published with it."""
        symposium = self.symposium()
        options = symposium.options.order_by("pk")
        slot = options.filter(kind=OptionKind.SLOT)[0]
        venue = options.filter(kind=OptionKind.VENUE)[0]
        lifecycle.decide(symposium, slot=slot, venue=venue, note=self.record["note"], by=self.by)
        if agenda := self.paper.get("agenda"):
            lifecycle.write(symposium, paper="agenda", words=agenda.strip())
            lifecycle.publish(symposium, paper="agenda", by=self.by)

    @property
    def paper(self) -> dict[str, Any]:
        found: dict[str, Any] = self.told["papers"].get(self.record.get("paper", ""), NOTHING)
        return found

    def reply(self, place: int, places: int) -> None:
        """No places means that the group does not come; the first names a need where the file has one."""
        need = self.record.get("need", "") if place == 0 else ""
        group = self.groups()[place]
        lifecycle.reply(self.symposium(), group, coming=places > 0, places=places, need=need)

    def cancel(self) -> None:
        lifecycle.cancel(self.symposium(), because=self.record["because"], by=self.by)

    def hold(self) -> None:
        """It was held; what the one before left is done by now."""
        symposium = lifecycle.mark_held(self.symposium(), by=self.by)
        for point in symposium.action_points.exclude(carried_from=None).filter(done_at=None):
            lifecycle.mark_point_done(point, done=True)

    def write_notes(self) -> None:
        symposium = self.symposium()
        lifecycle.write(symposium, paper="notes", words=self.paper["notes"].strip())
        lifecycle.publish(symposium, paper="notes", by=self.by)
        due_on = self._day(60)
        for words, group in zip(self.paper["points"], self.groups(), strict=False):
            lifecycle.add_point(symposium, ActionPoint(words=words, owner=group.name, due_on=due_on))


def _saturday(day: date) -> date:
    """The day itself or the first Saturday after it."""
    return day + timedelta(days=(SATURDAY - day.weekday()) % WEEK)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=reading.LONDON)
