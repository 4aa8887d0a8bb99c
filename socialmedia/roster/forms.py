"""What is typed about the roster: a whole week at once, and whom to ask for a swap."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from lla.accounts.models import User
from lla.forms.base import Form, offer
from lla.forms.fields import OneLineField
from lla.pages.converters import row_key
from lla.time.parsing import iso_day
from lla.words.folding import sort_key
from lla.words.functions import SortKey

from .coverage import Facts, Place, place_in_words, short, why_not_there
from .workflow import Change

SEEN = "seen"
NOBODY = "Nobody"
AS_IT_IS = "Leave it as it is"
Holders = Mapping[Place, int]


def name_of(place: Place) -> str:
    """4-posting-2027-05-10: how a form names a place."""
    return f"{place.channel}-{place.kind}-{place.on.isoformat()}"


def week_name(channel: int) -> str:
    return f"week-{channel}"


def place_named(name: str) -> Place | None:
    channel, _, rest = name.partition("-")
    kind, _, day = rest.partition("-")
    on = iso_day(day)
    return Place(int(channel), kind, on) if on and channel.isascii() and channel.isdecimal() else None


class WeekForm(Form):
    """Who looks after a channel in a week, and exceptions for a day.

    `held` is how it stands, `filled` what is put in to begin with. Whoever has a channel for the week has all
    its days that nobody touched by themselves and on which they can, but for `agreed` ones: who has those was
    agreed in a swap, and only an exception changes it.

    The page carries along how the roster stood when it was drawn. What was not touched follows what others
    have changed meanwhile, and stays so; what was touched is compared with it by the act.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        places: Sequence[Place],
        facts: Facts,
        held: Holders,
        filled: Holders,
        agreed: Collection[Place] = (),
    ) -> None:
        self.places, self.facts, self.held = places, facts, held
        self.seen = _read(data.get(SEEN, "")) if data is not None else {}
        moved = {place for place in places if data is not None and self.seen.get(place) != held.get(place)}
        self._settled = moved | {place for place in agreed if not why_not_there(held[place], place, facts)}
        initial = {name_of(place): str({**filled, **held}.get(place, "")) for place in places}
        super().__init__(_followed(data, places, self.seen, held), initial=initial)
        for channel in dict.fromkeys(place.channel for place in places):
            self.fields[week_name(channel)] = self._week_field(channel)
        for place in places:
            self.fields[name_of(place)] = self._field(place)

    def _week_field(self, channel: int) -> forms.Field:
        """Whoever has a role on the channel on one of its days."""
        mine = [place for place in self.places if place.channel == channel]
        facts = self.facts
        people = [key for key in facts.roles if any(facts.has_role(key, place) for place in mine)]
        people.sort(key=lambda person: (sort_key(facts.named(person)), person))
        return forms.ChoiceField(
            choices=[("", AS_IT_IS), *((str(person), facts.named(person)) for person in people)],
            required=False,
            label=f"Who looks after {facts.channels[channel].name} this week?",
            error_messages={"invalid_choice": "Choose somebody who has a role on this channel this week."},
        )

    def _field(self, place: Place) -> forms.Field:
        """Whoever has a role on the channel that day; who is away is offered with that word, and refused."""
        facts, holder = self.facts, self.held.get(place)
        people = [person for person in facts.roles if facts.has_role(person, place)]
        if holder and holder not in people:
            people.append(holder)
        people.sort(key=lambda person: (sort_key(facts.named(person)), person))
        choices = [("", NOBODY)]
        for person in people:
            away = " (away)" if facts.is_away(person, place.on) else ""
            choices.append((str(person), f"{facts.named(person)}{away}"))
        wrong = {"invalid_choice": "Choose somebody who has a role on this channel that day."}
        return forms.ChoiceField(choices=choices, required=False, error_messages=wrong)

    @property
    def seen_now(self) -> str:
        """How the roster stands, for the page to carry along."""
        return ",".join(f"{name_of(place)}:{person}" for place, person in self.held.items())

    def changes(self) -> list[Change]:
        """What was touched, with what the page showed."""
        changed = []
        for place in self.places:
            typed = self.cleaned_data[name_of(place)]
            now, was = int(typed) if typed else None, self.seen.get(place)
            if now == was and (person := self._for_the_week(place)) and place not in self._settled:
                now = was if why_not_there(person, place, self.facts) else person
            if now != was:
                changed.append(Change(place, was, now))
        return changed

    def _for_the_week(self, place: Place) -> int:
        return int(self.cleaned_data.get(week_name(place.channel)) or 0)

    def left_out(self) -> list[str]:
        """What whoever has a channel for the week does not look after all the same, in sentences."""
        said: dict[str, None] = {}
        named = self.facts.named
        for place in self.places:
            person, holder = self._for_the_week(place), self.held.get(place)
            if not person or self.cleaned_data[name_of(place)] != str(self.seen.get(place, "")):
                continue
            if place in self._settled and holder != person:
                whose = f"{named(holder)} has taken it" if holder else "nobody has it now"
                said[f"{place_in_words(place, self.facts)}, stays as it is: {whose}."] = None
            elif why_not_there(person, place, self.facts):
                said[f"{named(person)} is not there on {short(place.on)}: that day stays as it was."] = None
        return list(said)


def _read(seen: str) -> dict[Place, int]:
    """How the roster stood when the page was drawn; what cannot be read was nobody."""
    holders: dict[Place, int] = {}
    for line in seen.split(",")[:1000]:
        name, _, person = line.rpartition(":")
        place = place_named(name)
        if place and (key := row_key(person)):
            holders[place] = key
    return holders


def _followed(
    data: QueryDict | None, places: Iterable[Place], seen: dict[Place, int], held: Holders
) -> QueryDict | None:
    """What was sent, in which untouched places say how the roster stands by now."""
    if data is None:
        return None
    followed = data.copy()
    for place in places:
        typed = data.get(name_of(place), "")
        if typed == str(seen.get(place, "")) and seen.get(place) != held.get(place):
            followed[name_of(place)] = str(held.get(place, ""))
            seen.pop(place, None)
            if place in held:
                seen[place] = held[place]
    return followed


class SwapForm(Form):
    """Whom to ask: one person, or anybody who could."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label="Who do you want to ask?",
        required=False,
        empty_label="Anybody who can",
        help_text="Anybody with a role on the channel who is not away that day.",
        error_messages={"invalid_choice": "Choose somebody who could look after it that day."},
    )
    note = OneLineField(
        max_length=200,
        label="Message",
        required=False,
        help_text="It is included in the email. You do not have to say why.",
    )

    def __init__(self, *args: Any, people: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "to", User.objects.filter(pk__in=people).order_by(SortKey("name"), "pk"))
