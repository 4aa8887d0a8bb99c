"""Who comes to the doors of a world, and what they find there."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.accounts.models import User
from lla.links import tokens
from lla.time import clock
from organisers.appointments.models import Appointment
from tests import permission_matrix
from tests.factories import make_staff, sign_in, sign_in_on_remembered_device
from tests.organisers.factories import make_organiser, make_region
from tests.organisers.world import HELD, World
from tests.permission_matrix import DONE, SIGN_IN, Cell


def anonymous(client: Client, world: World) -> None:
    pass


def group_contact(client: Client, world: World) -> None:
    """With their own page and their group's copy open, each by the link of an email."""
    client.post(reverse("organisers:private", args=[tokens.mint("contact", world.contact.pk, days=1)]))
    client.post(reverse("organisers:copy", args=[tokens.mint("copy", world.copy.pk, days=1)]))


def organiser(client: Client, world: World) -> None:
    sign_in(client, world.organiser)


def organiser_half_way(client: Client, world: World) -> None:
    """Signed in by an emailed code, without the second factor they have."""
    sign_in(client, world.organiser, second_factor=False)


def organiser_remembered(client: Client, world: World) -> None:
    """Signed in by an emailed code on a device that is remembered."""
    sign_in_on_remembered_device(client, world.organiser)


def organiser_elsewhere(client: Client, world: World) -> None:
    sign_in(client, make_organiser(make_region("Wales")))


def lapsed_organiser(client: Client, world: World) -> None:
    """Of this very region until midnight."""
    user = make_organiser(world.region)
    yesterday = localdate(clock.now()) - timedelta(days=1)
    Appointment.objects.filter(user=user).update(ends_on=yesterday)
    sign_in(client, user)


def committee(client: Client, world: World) -> None:
    sign_in(client, make_staff())


def data_protection_lead(client: Client, world: World) -> None:
    sign_in(client, make_staff(groups=(DATA_PROTECTION_LEAD,)))


def superuser(client: Client, world: World) -> None:
    user: User = make_staff(groups=())
    user.is_superuser = True
    user.save()
    sign_in(client, user)


__all__ = ["DONE", "SIGN_IN", "Cell", "come_in", "come_in_by_code", "done", "seen"]
ROLES: Sequence[Callable[[Client, World], None]] = (
    anonymous,
    group_contact,
    organiser,
    organiser_elsewhere,
    lapsed_organiser,
    committee,
    data_protection_lead,
    superuser,
)
ENTITLED = {"group_contact", "organiser", "organiser_remembered"}


def come_in(world: World) -> dict[str, Client]:
    """A browser for each role, in the order of ROLES."""
    clients = {}
    for enter in ROLES:
        clients[enter.__name__] = client = Client()
        enter(client, world)
    return clients


def come_in_by_code(world: World) -> dict[str, Client]:
    """The region's organiser by an emailed code alone, and on a remembered device."""
    clients = {}
    for enter in (organiser_half_way, organiser_remembered):
        clients[enter.__name__] = client = Client()
        enter(client, world)
    return clients


def seen(clients: dict[str, Client], address: str) -> list[Cell]:
    """What each role finds at an address; nobody who has no right to it reads a word about a contact."""
    return permission_matrix.seen(clients, address, held=HELD, entitled=ENTITLED)


def done(clients: dict[str, Client], address: str, typed: Mapping[str, Any]) -> list[Cell]:
    """What comes of a form that each role sends; what was done is undone for the next."""
    return permission_matrix.done(clients, address, typed, app="organisers")
