"""Plain functions that make regions, groups, organisers and contacts for tests."""

from datetime import date
from itertools import count

from django.utils.text import slugify

from lla.accounts.models import User
from lla.time import clock
from organisers.appointments import selectors as appointments_selectors
from organisers.appointments.models import Acceptance, AppointedHow, Appointment
from organisers.contacts.choices import ContactRole
from organisers.contacts.models import Contact
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.regions.models import Region
from tests.factories import give_second_factor, make_user

_numbers = count(1)


def make_region(name: str = "Yorkshire and the Humber") -> Region:
    return Region.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def make_group(
    name: str = "", *, region: Region | None = None, status: str = GroupStatus.AFFILIATED
) -> Group:
    name = name or f"Ouse Valley Left {next(_numbers)}"
    return Group.objects.create(
        name=name,
        slug=slugify(name),
        region=region or make_region(),
        town="Selby",
        status=status,
        affiliated_on=date(2026, 1, 10),
    )


def make_appointment(
    user: User | None = None,
    *,
    region: Region | None = None,
    starts_on: date = date(2026, 1, 1),
    ends_on: date | None = None,
) -> Appointment:
    return Appointment.objects.create(
        user=user or make_user(),
        region=region or make_region(),
        starts_on=starts_on,
        ends_on=ends_on,
        how=AppointedHow.ELECTED,
        decision="Annual conference 2026, motion C",
    )


def accept_undertaking(user: User) -> None:
    if undertaking := appointments_selectors.undertaking_to_accept(user, now=clock.now()):
        Acceptance.objects.create(user=user, undertaking=undertaking)


def make_organiser(region: Region | None = None, *, email: str = "", name: str = "Sam Hollis") -> User:
    """Somebody who organises a region: appointed, with an authenticator app, the undertaking accepted."""
    user = make_user(email, name)
    give_second_factor(user)
    make_appointment(user, region=region)
    accept_undertaking(user)
    return user


def make_contact(
    group: Group | None = None, *, email: str = "", name: str = "Jo Marsh", verified: bool = True
) -> Contact:
    return Contact.objects.create(
        group=group or make_group(),
        name=name,
        role=ContactRole.SECRETARY,
        email=email or f"secretary{next(_numbers)}@example.org",
        phone="+447700900123",
        verified_at=clock.now() if verified else None,
    )
