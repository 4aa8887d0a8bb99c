"""Retelling the team and its channels: who is appointed, what opens, who is away, roster and swaps."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from lla.accounts.models import User
from lla.demo import setting
from lla.demo.social.crew import Crew, page
from lla.demo.telling import Step
from socialmedia.appointments import workflow as appointments_workflow
from socialmedia.channel_lifecycle import workflow as channel_lifecycle_workflow
from socialmedia.channels.models import Channel, Platform
from socialmedia.leave import workflow as leave_workflow
from socialmedia.roster import selectors as roster_selectors
from socialmedia.roster.coverage import Place, why_not_there
from socialmedia.roster.models import RosterDuty
from socialmedia.roster.workflow import duties as roster_duties
from socialmedia.roster.workflow import swaps
from socialmedia.roster.workflow.duties import Change
from socialmedia.staffing import workflow as staffing_workflow
from socialmedia.staffing.models import ReachTarget
from socialmedia.team.models import Appointment, Leave

MADE_KNOWN = ("name", "kind", "address", "members", "allowed_posts", "decision")
BY_THE_MANAGER = "the Social Media Manager’s decision"
WEEKS_BEFORE = range(-98, -14, 7)  # of which the roster is only kept
WEEK = 7


def steps(crew: Crew, told: dict[str, Any]) -> Iterator[Step]:
    for record in told["channels"]:
        yield from life(crew, record)
    for record in told["appointments"]:
        yield Step(crew.moment((record["from"] - 1, "18:00")), partial(appoint, crew, record))
    for record in told["leave"]:
        yield Step(crew.moment((record["at"], "18:30")), partial(enter_leave, crew, record))
        if "mended" in record:
            yield Step(crew.moment((record["at"] + 1, "09:10")), partial(mend, crew, record))
    for record in told["reach"]:
        yield Step(crew.moment((record["at"], "20:00")), partial(set_reach, crew, record))
    for first in WEEKS_BEFORE:
        yield Step(crew.moment((first, "12:30")), partial(keep, crew, first, told["roster"]))
    for record in told["rostered"]:
        yield Step(crew.moment((record["at"], "21:00")), partial(fill, crew, record, told["roster"]))
    for record in told["swaps"]:
        yield Step(crew.moment((record["at"], "19:00")), partial(ask_swap, crew, record))
        if "taken" in record:
            yield Step(crew.moment((record["taken_at"], "08:15")), partial(take, crew, record))


def life(crew: Crew, record: Mapping[str, Any]) -> Iterator[Step]:
    """Planned, opened by the staffing check, its functions looked through."""
    yield Step(crew.moment((record["at"], "10:00")), partial(make, crew, record))
    if "open" in record:
        yield Step(crew.moment((record["open"], "11:00")), partial(open_channel, crew, record["key"]))
        yield Step(crew.moment((record["open"], "17:30")), partial(look_through, crew, record))


def make(crew: Crew, record: Mapping[str, Any]) -> None:
    named = crew.user(record["named"]) if "named" in record else None
    known = {name: record[name] for name in MADE_KNOWN if name in record}
    channel = Channel(platform=Platform.objects.get(slug=record["platform"]), named=named, **known)
    crew.channels[record["key"]] = channel_lifecycle_workflow.make(channel, by=crew.actor("roisin"))


def open_channel(crew: Crew, key: str) -> None:
    crew.channels[key] = channel_lifecycle_workflow.open_channel(crew.channels[key], by=crew.actor("roisin"))


def look_through(crew: Crew, record: Mapping[str, Any]) -> None:
    channel, by = crew.channels[record["key"]], crew.actor("callum")
    channel_lifecycle_workflow.look_through(channel, record["uses"], user=crew.user("callum"), by=by)


def appoint(crew: Crew, record: Mapping[str, Any]) -> None:
    """The manager by the leadership, everybody else by the manager; all with the second factor."""
    key, person = record["person"], crew.people[record["person"]]
    known = crew.users.get(key)
    given = appointments_workflow.appoint(
        Appointment(
            user=known or User(email=person.email, name=person.name),
            role=record["role"],
            channel=crew.channels[record["channel"]] if "channel" in record else None,
            starts_on=crew.day(record["from"]),
            ends_on=crew.day(record["to"]) if "to" in record else None,
            how=record.get("how", "appointed"),
            decision=record.get("decision", BY_THE_MANAGER),
            decision_link=page(record.get("page", "")),
            hours=record.get("hours"),
        ),
        by=crew.actor("roisin" if "roisin" in crew.users else "hilary"),
    )
    if known is None:
        crew.users[key] = given.user
        setting.give_second_factor(given.user)


def enter_leave(crew: Crew, record: Mapping[str, Any]) -> None:
    user = crew.user(record["person"])
    away = Leave(user=user, starts_on=crew.day(record["from"]), ends_on=crew.day(record["to"]))
    leave_workflow.enter(away, by=user)


def mend(crew: Crew, record: Mapping[str, Any]) -> None:
    """Nobody can be found so soon: what somebody who is away had on the roster is taken off it."""
    user = crew.user(record["person"])
    duties = RosterDuty.objects.of(user).in_days(crew.day(record["from"]), crew.day(record["to"]))
    gone = [Change(Place(one.channel_id, one.kind, one.on), user.pk, None) for one in duties]
    roster_duties.assign(gone, by=crew.actor("callum"))


def set_reach(crew: Crew, record: Mapping[str, Any]) -> None:
    target = ReachTarget(
        starts_on=crew.day(record["from"]),
        ends_on=crew.day(record["to"]),
        extra=record["extra"],
        why=record["why"],
        set_by=crew.user(record["by"]),
    )
    staffing_workflow.set_reach(target, by=crew.actor(record["by"]))


def keep(crew: Crew, first: int, turns: list[dict[str, Any]]) -> None:
    """A week of long ago as its roster was left; so many emails about it would tell nobody anything."""
    days = [crew.day(first + at) for at in range(WEEK)]
    RosterDuty.objects.bulk_create(
        RosterDuty(channel_id=place.channel, kind=place.kind, on=place.on, user_id=person)
        for place, person in filled(crew, days, turns)
    )


def fill(crew: Crew, record: Mapping[str, Any], turns: list[dict[str, Any]]) -> None:
    """Some days at once, as the coordinator does it."""
    days = [crew.day(at) for at in range(record["from"], record["to"] + 1)]
    changes = (Change(place, None, person) for place, person in filled(crew, days, turns))
    roster_duties.assign(changes, by=crew.actor("callum"))


def filled(crew: Crew, days: list[date], turns: list[dict[str, Any]]) -> Iterator[tuple[Place, int]]:
    """By turns, without those who are known to be away; some weekdays have nobody."""
    facts = roster_selectors.facts(days[0], days[-1])
    for turn in turns:
        channel, people = crew.channels.get(turn["channel"]), turn["people"]
        for day in days:
            if channel is None or f"{day:%A}" in turn.get("nobody_on", ()):
                continue
            place, first = Place(channel.pk, turn["kind"], day), day.toordinal() % len(people)
            in_turn = [crew.users[key].pk for key in (*people[first:], *people[:first]) if key in crew.users]
            able = (person for person in in_turn if not why_not_there(person, place, facts))
            if (person := next(able, None)) is not None:
                yield place, person


def ask_swap(crew: Crew, record: dict[str, Any]) -> None:
    """For the first duty of theirs from a day on."""
    user, first = crew.user(record["person"]), crew.day(record["from"])
    duty = RosterDuty.objects.of(user).filter(kind=record["kind"], on__gte=first).order_by("on", "pk")[0]
    record["swap"] = swaps.ask(duty, to=None, note=record["note"], user=user, by=crew.actor(record["person"]))


def take(crew: Crew, record: Mapping[str, Any]) -> None:
    user = crew.user(record["taken"])
    swaps.accept(record["swap"], user=user, by=crew.actor(record["taken"]))
