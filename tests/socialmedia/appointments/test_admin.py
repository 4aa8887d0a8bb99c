"""Who may open and do what with the team's roles on the committee's desk, every cell written down."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.timezone import localdate

from lla.time import clock
from socialmedia.team.models import Appointment
from tests.permission_matrix import DONE, SIGN_IN, Cell, done, seen
from tests.socialmedia.roles import Cast, come_in, make_cast

pytestmark = pytest.mark.django_db

# The desk sends whoever is not signed in there first, and refuses everybody else who may not come in.
DESK: list[Cell] = [SIGN_IN, 403, 403, 403, 403, 403, 200, 200]
DESK_OF_NOBODY: list[Cell] = [SIGN_IN, 403, 403, 403, 403, 403, 403, 403]
PAGES: Mapping[str, list[Cell]] = {
    "changelist": DESK,
    "add": DESK,
    "change": DESK,
    "history": DESK,
    "delete": DESK_OF_NOBODY,
}


def a_role(cast: Cast) -> Mapping[str, Any]:
    person = {"name": "Ash Thorn", "email": "ash@example.org", "role": "moderator"}
    days = {"starts_on": localdate(clock.now()).isoformat(), "ends_on": ""}
    return {**person, **days, "channel": cast.organising.pk, "how": "appointed", "decision": "", "hours": ""}


def a_last_day(cast: Cast) -> Mapping[str, Any]:
    return {"ends_on": (localdate(clock.now()) + timedelta(days=90)).isoformat()}


ACTS: Mapping[str, tuple[Any, list[Cell]]] = {
    "add": (a_role, [DONE if cell == 200 else cell for cell in DESK]),
    "change": (a_last_day, [DONE if cell == 200 else cell for cell in DESK]),
    "delete": (lambda cast: {"post": "yes"}, DESK_OF_NOBODY),
}


def addresses(cast: Cast) -> dict[str, str]:
    about = [Appointment.objects.of(cast.member).get().pk]
    found = {}
    for page in PAGES:
        arguments = [] if page in {"changelist", "add"} else about
        found[page] = reverse(f"admin:socialmedia_appointment_{page}", args=arguments)
    return found


def test_roles_are_all_that_the_desk_has_of_social_media() -> None:
    """Complaints, cases, messages and leave are in no list of the desk, whoever sits there."""
    ours = set(apps.get_app_config("socialmedia").get_models()) & set(admin.site._registry)
    names = {pattern.name for model in ours for pattern in admin.site._registry[model].get_urls()}
    assert names - {None} == {f"socialmedia_appointment_{page}" for page in PAGES}


def test_the_desk_is_the_committees() -> None:
    cast = make_cast()
    clients = come_in(cast)
    assert {page: seen(clients, address) for page, address in addresses(cast).items()} == PAGES


def test_every_act_on_the_desk_is_done_by_those_who_may() -> None:
    cast = make_cast()
    clients, found = come_in(cast), addresses(cast)
    cells = {
        page: done(clients, found[page], typed(cast), app="socialmedia") for page, (typed, _) in ACTS.items()
    }
    assert cells == {page: said for page, (_, said) in ACTS.items()}
