"""Retelling the team and its channels: who is appointed, what opens, who is away, roster and swaps."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.demo import setting
from lla.demo.playing import Course
from lla.demo.social.crew import Crew, page
from socialmedia.appointments import workflow as appointments_workflow
from socialmedia.channel_lifecycle import workflow as channel_lifecycle_workflow
from socialmedia.channels.models import Channel, Platform
from socialmedia.leave import workflow as leave_workflow
from socialmedia.platforms import workflow as platforms_workflow
from socialmedia.platforms.presets import PRESETS
from socialmedia.roster import selectors as roster_selectors
from socialmedia.roster import workflow as roster_workflow
from socialmedia.roster.coverage import Place, why_not_there
from socialmedia.roster.models import RosterDuty
from socialmedia.roster.workflow import Change
from socialmedia.staffing import workflow as staffing_workflow
from socialmedia.staffing.models import ReachTarget
from socialmedia.team.models import Appointment, Leave

MADE_KNOWN = ("name", "kind", "address", "members", "allowed_posts", "decision")
BY_THE_MANAGER = "the Social Media Manager’s decision"
WEEKS_BEFORE = range(-98, -14, 7)  # of which the roster is only kept
WEEK = 7


def courses(crew: Crew, files: dict[str, Any]) -> Iterator[Course]:
    yield from (channel(crew, record) for record in files["channels"])
    yield from (appointment(crew, record) for record in files["appointments"])
    yield from (leave(crew, record) for record in files["leave"])
    yield from (reach(crew, record) for record in files["reach"])
    yield kept(crew, files["roster"])
    yield from (rostered(crew, record, files["roster"]) for record in files["rostered"])
    yield from (swap(crew, record) for record in files["swaps"])


def channel(crew: Crew, record: Mapping[str, Any]) -> Course:
    """Planned, opened by the staffing check, its functions looked through."""
    yield crew.moment((record["at"], "10:00"))
    key, manager = record["key"], crew.actor("roisin")
    named = crew.user(record["named"]) if "named" in record else None
    on = platform(record["platform"], by=manager)
    known = {name: record[name] for name in MADE_KNOWN if name in record}
    planned = Channel(platform=on, named=named, **known)
    crew.channels[key] = channel_lifecycle_workflow.make(planned, by=manager)
    if "open" in record:
        yield crew.moment((record["open"], "11:00"))
        why = record.get("why", "")
        crew.channels[key] = channel_lifecycle_workflow.open_channel(crew.channels[key], why=why, by=manager)
        yield crew.moment((record["open"], "17:30"))
        channel_lifecycle_workflow.look_through(
            crew.channels[key], record["uses"], user=crew.user("callum"), by=crew.actor("callum")
        )


def platform(slug: str, *, by: Actor) -> Platform:
    """One of those that every site has, or one that the manager adds as it is known."""
    known = Platform.objects.filter(slug=slug).first()
    return known or platforms_workflow.add(Platform(**PRESETS[slug].filled_in), by=by)


def appointment(crew: Crew, record: Mapping[str, Any]) -> Course:
    """The manager by the leadership, everybody else by the manager; all with the second factor."""
    yield crew.moment((record["from"] - 1, "18:00"))
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


def leave(crew: Crew, record: Mapping[str, Any]) -> Course:
    """Where nobody can be found so soon, what they had on the roster is taken off it the next morning."""
    yield crew.moment((record["at"], "18:30"))
    user, first, last = crew.user(record["person"]), crew.day(record["from"]), crew.day(record["to"])
    leave_workflow.enter(Leave(user=user, starts_on=first, ends_on=last), by=user)
    if "mended" in record:
        yield crew.moment((record["at"] + 1, "09:10"))
        duties = RosterDuty.objects.of(user).in_days(first, last)
        gone = [Change(Place(duty.channel_id, duty.kind, duty.on), user.pk, None) for duty in duties]
        roster_workflow.assign(gone, by=crew.actor("callum"))


def reach(crew: Crew, record: Mapping[str, Any]) -> Course:
    yield crew.moment((record["at"], "20:00"))
    target = ReachTarget(
        starts_on=crew.day(record["from"]),
        ends_on=crew.day(record["to"]),
        extra=record["extra"],
        why=record["why"],
        set_by=crew.user(record["by"]),
    )
    staffing_workflow.set_reach(target, by=crew.actor(record["by"]))


def kept(crew: Crew, turns: list[dict[str, Any]]) -> Course:
    """Weeks of long ago as their roster was left; so many emails about it would tell nobody anything."""
    for first in WEEKS_BEFORE:
        yield crew.moment((first, "12:30"))
        days = [crew.day(first + at) for at in range(WEEK)]
        RosterDuty.objects.bulk_create(
            RosterDuty(channel_id=place.channel, kind=place.kind, on=place.on, user_id=person)
            for place, person in filled(crew, days, turns)
        )


def rostered(crew: Crew, record: Mapping[str, Any], turns: list[dict[str, Any]]) -> Course:
    """Some days at once, as the coordinator does it."""
    yield crew.moment((record["at"], "21:00"))
    days = [crew.day(at) for at in range(record["from"], record["to"] + 1)]
    changes = (Change(place, None, person) for place, person in filled(crew, days, turns))
    roster_workflow.assign(changes, by=crew.actor("callum"))


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


def swap(crew: Crew, record: Mapping[str, Any]) -> Course:
    """For the first duty of theirs from a day on."""
    yield crew.moment((record["at"], "19:00"))
    user, first = crew.user(record["person"]), crew.day(record["from"])
    duty = RosterDuty.objects.of(user).filter(kind=record["kind"], on__gte=first).order_by("on", "pk")[0]
    asked = roster_workflow.ask(
        duty, to=None, note=record["note"], user=user, by=crew.actor(record["person"])
    )
    if "taken" in record:
        yield crew.moment((record["taken_at"], "08:15"))
        roster_workflow.accept(asked, user=crew.user(record["taken"]), by=crew.actor(record["taken"]))
