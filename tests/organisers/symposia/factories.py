"""Plain functions that make venues and symposia for tests, through their acts."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.time import clock
from organisers import quarters
from organisers.contacts.choices import ConsentHow, Purpose
from organisers.contacts.models import Consent, Contact
from organisers.groups.models import Group
from organisers.regions.models import Region
from organisers.symposia.choices import VenueKind
from organisers.symposia.models import Option, Symposium, Venue
from organisers.symposia.workflow import lifecycle
from tests.organisers.factories import make_group, make_region

_numbers = count(1)


def make_venue(region: Region | None = None, *, name: str = "", **facts: Any) -> Venue:
    """A university hall whose access is known; say otherwise by the facts."""
    access = dict.fromkeys(("step_free", "hearing_loop", "accessible_wc", "quiet_space", "childcare"), True)
    return Venue.objects.create(
        region=region or make_region(),
        name=name or f"Ousegate Hall {next(_numbers)}",
        kind=facts.pop("kind", VenueKind.UNIVERSITY),
        address=facts.pop("address", "1 Ousegate, Selby"),
        **{**access, **facts},
    )


def allow_notices(contact: Contact) -> Contact:
    """The contact said yes to symposium notices."""
    Consent.objects.create(
        contact=contact, purpose=Purpose.NOTICES, given=True, text_version=1, how=ConsentHow.PAGE
    )
    return contact


def make_planned(region: Region | None = None, *, weeks: int = 5, venues: Sequence[Venue] = ()) -> Symposium:
    """A symposium for the quarter that lies `weeks` ahead, with two times and a venue to ask about."""
    region = region or make_region()
    first = clock.now().replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(weeks=weeks)
    symposium = lifecycle.begin(region, quarters.quarter_of(localdate(first)), by=SYSTEM)
    for starts_at in (first, first + timedelta(days=1)):
        slot = Option(kind="slot", starts_at=starts_at, ends_at=starts_at + timedelta(hours=3))
        lifecycle.add_option(symposium, slot)
    for venue in venues or [make_venue(region)]:
        lifecycle.add_option(symposium, Option(kind="venue", venue=venue))
    return symposium


def make_consultation(region: Region | None = None, *, days: int = 14, **planned: Any) -> Symposium:
    """A consultation of the region's groups that closes in some days."""
    symposium = make_planned(region, **planned)
    return lifecycle.open_consultation(symposium, closes_at=clock.now() + timedelta(days=days), by=SYSTEM)


def options_of(symposium: Symposium, kind: str) -> list[Option]:
    return list(symposium.options.filter(kind=kind))


def give_voice(symposium: Symposium, group: Group, *voices: int) -> None:
    """A group's answer, in the order of times, venues, ideas; one voice for all when only one is given."""
    options = [
        *options_of(symposium, "slot"),
        *options_of(symposium, "venue"),
        *options_of(symposium, "idea"),
    ]
    said = voices if len(voices) > 1 else voices * len(options)
    lifecycle.answer(
        symposium.invitations.get(group=group),
        {option.pk: voice for option, voice in zip(options, said, strict=True)},
        by=SYSTEM,
    )


def decide(symposium: Symposium, **said: Any) -> Symposium:
    """The first time at the first venue."""
    chosen = {
        "slot": options_of(symposium, "slot")[0],
        "venue": options_of(symposium, "venue")[0],
        "note": "Most groups can come.",
        "early_reason": "The hall has to be booked today.",
    }
    return lifecycle.decide(symposium, **{**chosen, **said}, by=SYSTEM)


def make_confirmed(region: Region | None = None, **planned: Any) -> Symposium:
    """A confirmed symposium; the region has at least one group."""
    region = region or make_region()
    if not region.groups.affiliated().exists():
        make_group(region=region)
    return decide(make_consultation(region, **planned))
