"""Who may open and do what: every address of social media, for everybody, every cell written down."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from socialmedia.urls import urlpatterns
from tests.doors import done, seen
from tests.socialmedia import matrix
from tests.socialmedia.roles import Cast, Rows, come_in, make_cast

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
def test_every_address_that_takes_a_form_is_among_the_acts(part: Any) -> None:
    """Which methods an address takes it says itself to whoever asks with one that it does not."""
    client, taking = Client(), set()
    for name, address in addresses(part, make_cast()).items():
        if "POST" in client.options(address).headers.get("Allow", ""):
            taking.add(name)
    assert taking == set(part.ACTS)
