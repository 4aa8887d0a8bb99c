"""What a roster lacks: things nobody looks after, and people who cannot look after what they are down for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

from lla.time.wording import day_in_words
from lla.words.folding import sort_key

from ..channels.choices import ChannelKind
from .choices import DutyKind

# A committee forum is its officers' own matter, and forums take no direct messages.
DUTIES: Mapping[str, Sequence[DutyKind]] = {
    ChannelKind.PAGE: (DutyKind.POSTING, DutyKind.MESSAGES, DutyKind.COMMENTS),
    ChannelKind.ORGANISING: (DutyKind.COMMENTS,),
    ChannelKind.DISCUSSION: (DutyKind.COMMENTS,),
    ChannelKind.COMMITTEE: (),
}
ALL = 7  # from so many days on a gap is told as a span when it is whole


@dataclass(frozen=True, slots=True)
class Place:
    """One thing of a channel on a day, which one person may look after."""

    channel: int
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Looked:
    """A channel as the roster sees it."""

    key: int
    name: str
    kind: str
    open: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A role: of one channel, or of the whole team when `channel` is None; `last` is None while it lasts."""

    person: int
    channel: int | None
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Away:
    person: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Duty:
    place: Place
    person: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which nobody looks after one thing of a channel."""

    channel: str
    kind: str
    days: tuple[date, ...]

    @property
    def sentence(self) -> str:
        return f"{self.channel}: nobody for {DutyKind(self.kind).label.lower()} {days_in_words(self.days)}."


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody who is down for what they cannot look after, or for too much on a day."""

    person: int
    on: date
    sentence: str


@dataclass(frozen=True)
class Facts:
    """Who could look after what in some days. Names are for sentences."""

    channels: Sequence[Looked]
    held: Sequence[Held]
    away: Sequence[Away]
    names: Mapping[int, str]
    by_key: Mapping[int, Looked] = field(init=False)
    roles: Mapping[int, list[Held]] = field(init=False)
    leave: Mapping[int, list[Away]] = field(init=False)

    def __post_init__(self) -> None:
        roles: dict[int, list[Held]] = {}
        leave: dict[int, list[Away]] = {}
        for held in self.held:
            roles.setdefault(held.person, []).append(held)
        for away in self.away:
            leave.setdefault(away.person, []).append(away)
        object.__setattr__(self, "by_key", {one.key: one for one in self.channels})
        object.__setattr__(self, "roles", roles)
        object.__setattr__(self, "leave", leave)

    def named(self, person: int) -> str:
        return self.names.get(person, "This person")

    def is_away(self, person: int, day: date) -> bool:
        return any(one.first <= day <= one.last for one in self.leave.get(person, ()))

    def has_role(self, person: int, place: Place) -> bool:
        """On the day a role of this very channel, or one of the whole team."""
        return any(
            one.channel in {None, place.channel} and one.first <= place.on <= (one.last or date.max)
            for one in self.roles.get(person, ())
        )

    def able(self, place: Place) -> list[int]:
        """Everybody who could look after something, by name."""
        people = [person for person in self.roles if not why_not_there(person, place, self)]
        return sorted(people, key=lambda person: (sort_key(self.named(person)), person))


def places(channels: Iterable[Looked], days: Iterable[date]) -> list[Place]:
    """Everything that needs somebody on these days: of open channels only."""
    days = list(days)
    return [
        Place(channel.key, kind, day)
        for channel in channels
        if channel.open
        for kind in DUTIES[channel.kind]
        for day in days
    ]


def open_days(steps: Sequence[tuple[date, bool]], days: Iterable[date]) -> list[date]:
    """Those of some days on which a channel was open from beginning to end.

    `steps` are the days, in order, on which it was opened (True) or left alone; before them it was not open.
    """
    touched = {on for on, _ in steps}
    stood = {day: next((opened for on, opened in reversed(steps) if on < day), False) for day in days}
    return [day for day, opened in stood.items() if opened and day not in touched]


def gaps(facts: Facts, duties: Iterable[Duty], days: Iterable[date]) -> list[Gap]:
    """What nobody looks after, told together for each thing of a channel."""
    taken = {one.place for one in duties}
    empty = [place for place in places(facts.channels, days) if place not in taken]
    return [
        Gap(facts.by_key[channel].name, kind, tuple(place.on for place in found))
        for (channel, kind), found in groupby(empty, key=attrgetter("channel", "kind"))
    ]


def clashes(facts: Facts, duties: Collection[Duty], *, most: int) -> list[Clash]:
    """Duties of people who cannot look after them, day by day, and people with more than `most` on a day."""
    wrong: dict[tuple[int, date, int, str], list[str]] = {}
    for one in duties:
        for reason in why_not_there(one.person, one.place, facts):
            wrong.setdefault((one.person, one.place.on, one.place.channel, reason), []).append(one.place.kind)
    found = [
        Clash(person, day, f"{_duties_in_words(kinds, channel, facts)}: {reason}")
        for (person, day, channel, reason), kinds in wrong.items()
    ]
    counted = Counter((one.person, one.place.on) for one in duties)
    found += [
        Clash(person, day, _too_many(facts.named(person), count, day, most=most))
        for (person, day), count in counted.items()
        if count > most
    ]
    return sorted(found, key=attrgetter("on", "sentence"))


def _duties_in_words(kinds: Collection[str], channel: int, facts: Facts) -> str:
    """Posting and messages on Our page."""
    *first, last = [kind.label.lower() for kind in DutyKind if kind in kinds]
    words = f"{', '.join(first)} and {last}" if first else last
    return f"{words.capitalize()} on {_named(channel, facts)}"


def _named(channel: int, facts: Facts) -> str:
    found = facts.by_key.get(channel)
    return found.name if found else "an unknown channel"


def _too_many(name: str, count: int, day: date, *, most: int) -> str:
    return f"{name} has {count} duties on {short(day)}; the guidelines expect {most} at most."


def why_not_there(person: int, place: Place, facts: Facts) -> list[str]:
    """Why somebody cannot look after something on its day: the channel, their role, their leave."""
    if reasons := why_not_needed(place, facts):
        return reasons
    channel, name = facts.by_key[place.channel], facts.named(person)
    if not facts.has_role(person, place):
        return [f"{name} has no role on {channel.name} on {short(place.on)}."]
    if facts.is_away(person, place.on):
        return [f"{name} is away on {short(place.on)}."]
    return []


def why_not_needed(place: Place, facts: Facts) -> list[str]:
    """Why nobody is needed: the channel is not open, or such a thing is not looked after on it."""
    channel = facts.by_key.get(place.channel)
    if channel is None:
        return ["There is no such channel."]
    if not channel.open:
        return [f"{channel.name} is not open, so nobody is needed for it on {short(place.on)}."]
    if place.kind not in DUTIES[channel.kind]:
        return [f"{channel.name} has no such duty."]
    return []


def place_in_words(place: Place, facts: Facts) -> str:
    """Posting, Our page, Tuesday 14 July."""
    return f"{DutyKind(place.kind).label}, {_named(place.channel, facts)}, {short(place.on)}"


def short(day: date) -> str:
    """Tuesday 14 July."""
    return day_in_words(day, year=False)


def days_in_words(days: Sequence[date]) -> str:
    """On Tuesday 14 and Friday 17 July; every day from one to another when it is a week or more."""
    if len(days) >= ALL and (days[-1] - days[0]).days == len(days) - 1:
        return f"every day from {short(days[0])} to {short(days[-1])}"
    told = [
        f"{day:%A} {day.day}" if later and later.month == day.month else short(day)
        for day, later in zip(days, [*days[1:], None], strict=True)
    ]
    return f"on {told[0]}" if len(told) == 1 else f"on {', '.join(told[:-1])} and {told[-1]}"
