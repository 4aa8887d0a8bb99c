"""What a roster lacks: things nobody looks after, and people who cannot look after what they are down for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from lla.time.wording import day_in_words
from lla.words.folding import sort_key

from ..channels.choices import ChannelKind
from .choices import DutyKind

if TYPE_CHECKING:
    from ..channels.models import Channel
    from ..team.models import Appointment, Leave
    from .models import RosterDuty

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


def place_of(duty: "RosterDuty") -> Place:
    return Place(duty.channel_id, duty.kind, duty.on)


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


@dataclass(frozen=True, slots=True)
class Facts:
    """Who could look after what in some days; all but the channels stand by the key of a person.

    Names are for sentences.
    """

    channels: Mapping[int, "Channel"]  # by its key
    roles: Mapping[int, Sequence["Appointment"]]
    leave: Mapping[int, Sequence["Leave"]]
    names: Mapping[int, str]

    def named(self, person: int) -> str:
        return self.names.get(person, "This person")

    def is_away(self, person: int, day: date) -> bool:
        return any(leave.covers(day) for leave in self.leave.get(person, ()))

    def has_role(self, person: int, place: Place) -> bool:
        """On the day a role of this very channel, or one of the whole team."""
        roles = self.roles.get(person, ())
        return any(role.covers(place.on) for role in roles if role.channel_id in {None, place.channel})

    def able(self, place: Place) -> list[int]:
        """Everybody who could look after something, by name."""
        people = [person for person in self.roles if not why_not_there(person, place, self)]
        return sorted(people, key=lambda person: (sort_key(self.named(person)), person))


def places(channels: Iterable["Channel"], days: Sequence[date]) -> list[Place]:
    """Everything that needs somebody on these days: of open channels only."""
    return [place for channel in channels if channel.is_open for place in places_of(channel, days)]


def places_of(channel: "Channel", days: Sequence[date]) -> list[Place]:
    """Everything that needs somebody on a channel on days on which it is open."""
    return [Place(channel.pk, kind, day) for kind in DUTIES[channel.kind] for day in days]


def open_days(steps: Sequence[tuple[date, bool]], days: Iterable[date]) -> list[date]:
    """Those of some days on which a channel was open from beginning to end.

    `steps` are the days, in order, on which it was opened (True) or left alone; before them it was not open.
    """
    touched = {on for on, _ in steps}
    stood = {day: next((opened for on, opened in reversed(steps) if on < day), False) for day in days}
    return [day for day, opened in stood.items() if opened and day not in touched]


def gaps(facts: Facts, duties: Iterable["RosterDuty"], days: Sequence[date]) -> list[Gap]:
    """What nobody looks after, told together for each thing of a channel."""
    taken = {place_of(duty) for duty in duties}
    empty = [place for place in places(facts.channels.values(), days) if place not in taken]
    return [
        Gap(facts.channels[channel].name, kind, tuple(place.on for place in group))
        for (channel, kind), group in groupby(empty, key=attrgetter("channel", "kind"))
    ]


def clashes(facts: Facts, duties: Collection["RosterDuty"], *, most: int) -> list[Clash]:
    """Duties of people who cannot look after them, day by day, and people with more than `most` on a day.

    Those of a channel that is not open are told together.
    """
    wrong: dict[tuple[int, date, int, str], list[str]] = {}
    needless = [duty for duty in duties if _is_shut(duty.channel_id, facts)]
    duties = [duty for duty in duties if not _is_shut(duty.channel_id, facts)]
    for duty in duties:
        for reason in why_not_there(duty.user_id, place_of(duty), facts):
            wrong.setdefault((duty.user_id, duty.on, duty.channel_id, reason), []).append(duty.kind)
    listed = [
        Clash(person, day, f"{_duties_in_words(kinds, channel, facts)}: {reason}")
        for (person, day, channel, reason), kinds in wrong.items()
    ]
    listed += _needless(needless, facts)
    counted = Counter((duty.user_id, duty.on) for duty in duties)
    listed += [
        Clash(
            person,
            day,
            f"{facts.named(person)} has {count} duties on {short(day)}; "
            f"the guidelines expect {most} at most.",
        )
        for (person, day), count in counted.items()
        if count > most
    ]
    return sorted(listed, key=attrgetter("on", "sentence"))


def _is_shut(channel: int, facts: Facts) -> bool:
    known = facts.channels.get(channel)
    return known is not None and not known.is_open


def _needless(duties: Iterable["RosterDuty"], facts: Facts) -> list[Clash]:
    """What nobody is needed for, in one sentence for each channel."""
    of_channel: dict[int, list[RosterDuty]] = {}
    for duty in duties:
        of_channel.setdefault(duty.channel_id, []).append(duty)
    clashes = []
    for channel, needless in of_channel.items():
        first, last = min(duty.on for duty in needless), max(duty.on for duty in needless)
        when = f"on {short(first)}" if first == last else f"from {short(first)} to {short(last)}"
        what = "its duty is" if len(needless) == 1 else f"its {len(needless)} duties are"
        sentence = f"{_named(channel, facts)} is not open, so {what} not needed {when}."
        clashes.append(Clash(needless[0].user_id, first, sentence))
    return clashes


def _duties_in_words(kinds: Collection[str], channel: int, facts: Facts) -> str:
    """Posting and messages on Our page."""
    *first, last = [kind.label.lower() for kind in DutyKind if kind in kinds]
    words = f"{', '.join(first)} and {last}" if first else last
    return f"{words.capitalize()} on {_named(channel, facts)}"


def _named(channel: int, facts: Facts) -> str:
    known = facts.channels.get(channel)
    return known.name if known else "an unknown channel"


def why_not_there(person: int, place: Place, facts: Facts) -> list[str]:
    """Why somebody cannot look after something on its day: the channel, their role, their leave."""
    if reasons := why_not_needed(place, facts):
        return reasons
    channel, name = facts.channels[place.channel], facts.named(person)
    if not facts.has_role(person, place):
        return [f"{name} has no role on {channel.name} on {short(place.on)}."]
    if facts.is_away(person, place.on):
        return [f"{name} is away on {short(place.on)}."]
    return []


def why_not_needed(place: Place, facts: Facts) -> list[str]:
    """Why nobody is needed: the channel is not open, or such a thing is not looked after on it."""
    channel = facts.channels.get(place.channel)
    if channel is None:
        return ["There is no such channel."]
    if not channel.is_open:
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
    words = [
        f"{day:%A} {day.day}" if later and later.month == day.month else short(day)
        for day, later in zip(days, [*days[1:], None], strict=True)
    ]
    return f"on {words[0]}" if len(words) == 1 else f"on {', '.join(words[:-1])} and {words[-1]}"
