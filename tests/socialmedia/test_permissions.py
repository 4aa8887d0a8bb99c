"""Who may open and do what: every address of social media, for everybody, every cell written down."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from socialmedia.urls import urlpatterns
from tests.permission_matrix import as_the_second_factor_wants, done, seen
from tests.socialmedia import matrix
from tests.socialmedia.roles import ROLES, Cast, Rows, come_in, come_in_by_code, make_cast

pytestmark = pytest.mark.django_db

PARTS = {
    found.name: import_module(f"{matrix.__name__}.{found.name}") for found in iter_modules(matrix.__path__)
}
each_part = pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)


def addresses(part: Any, cast: Cast) -> dict[str, str]:
    rows: Rows = part.rows(cast)
    return {name: reverse(f"socialmedia:{name}", kwargs=dict(rows.get(name, {}))) for name in part.PAGES}


def test_every_address_of_social_media_stands_once_in_the_matrix() -> None:
    written = sorted(name for part in PARTS.values() for name in part.PAGES)
    assert written == sorted(str(pattern.name) for pattern in urlpatterns)


@each_part
def test_every_address_opens_for_those_it_is_for(part: Any) -> None:
    cast = make_cast()
    found = addresses(part, cast)
    clients = come_in(cast)
    assert {name: seen(clients, address) for name, address in found.items()} == dict(part.PAGES)


@each_part
def test_every_act_is_done_by_those_who_may(part: Any) -> None:
    cast = make_cast()
    found = addresses(part, cast)
    clients = come_in(cast)
    cells = {}
    for name, (typed, _) in part.ACTS.items():
        cells[name] = done(clients, found[name], typed(cast), app="socialmedia")
    assert cells == {name: list(said) for name, (_, said) in part.ACTS.items()}


@each_part
def test_an_emailed_code_alone_opens_nothing_of_other_people(part: Any) -> None:
    """Where a member gets in they are asked for the second factor; a remembered device is let in."""
    cast, column = make_cast(), ROLES.index("member")
    found, clients = addresses(part, cast), come_in_by_code(cast)
    needed = {pattern.name: getattr(pattern.callback, "second_factor", False) for pattern in urlpatterns}
    cells = {name: seen(clients, address) for name, address in found.items()}
    assert {
        name: cells[name]
        for name, row in part.PAGES.items()
        if not as_the_second_factor_wants(cells[name], usual=row[column], needed=needed[name])
    } == {}


@each_part
def test_an_act_about_other_people_waits_for_the_second_factor(part: Any) -> None:
    cast, column = make_cast(), ROLES.index("member")
    found, clients = addresses(part, cast), come_in_by_code(cast)
    needs = {pattern.name: getattr(pattern.callback, "second_factor", False) for pattern in urlpatterns}
    cells, expected = {}, {}
    for name, (typed, row) in part.ACTS.items():
        cells[name] = done(clients, found[name], typed(cast), app="socialmedia")
        expected[name] = [403 if needs[name] else row[column], row[column]]
    assert cells == expected


@each_part
def test_every_address_that_takes_a_form_is_among_the_acts(part: Any) -> None:
    """Which methods an address takes it says itself to whoever asks with one that it does not."""
    client, taking = Client(), set()
    for name, address in addresses(part, make_cast()).items():
        if "POST" in client.options(address).headers.get("Allow", ""):
            taking.add(name)
    assert taking == set(part.ACTS)
