"""Every page of organisers and its desk, opened by somebody whose it is: it fits, and axe finds nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page

from lla.links import tokens
from organisers.editions import workflow as editions_workflow
from organisers.symposia.workflow import lifecycle
from tests.browser_pages import TWO_WAYS, look_every_way
from tests.organisers.addresses import address, desk_address, link_target
from tests.organisers.lists.factories import take
from tests.organisers.roles import ROLES, come_in
from tests.organisers.symposia.factories import give_voice
from tests.organisers.test_permissions import ADMIN, BY_TOKEN, MATRIX
from tests.organisers.world import World, make_world
from tests.permission_matrix import Cell

pytestmark = pytest.mark.django_db(transaction=True)

JANUARY = datetime(2027, 1, 11, 12, tzinfo=UTC)
NAMES = [role.__name__ for role in ROLES]
FILES = {"calendar", "symposium_calendar", "symposium_file", "desk_symposium_file", "import_example"}
FILES |= {"symposium_badges", "symposium_sign_in"}
HERE = "/regions/yorkshire-and-the-humber"
# The same pages in another state, and answers that say no.
WAYS = {
    "anonymous": [
        f"{HERE}/desk/",
        "/privacy/",
        "/help/",
        "/help/committee/",
        "/regions/wales/",
        "/regions/?postcode=HU12",
        "/g/",
        "/g/unknown/",
        "/copies/",
        "/copies/unknown/",
    ],
    "organiser": [
        f"{HERE}/desk/groups/?show=past",
        f"{HERE}/desk/groups/hull-left/propose/",
        f"{HERE}/desk/contacts/?show=unverified",
        f"{HERE}/desk/contacts/?show=ring",
        f"{HERE}/desk/contacts/?q=kim&sort=hat",
        f"{HERE}/desk/contacts/chosen/?act=ask&all=1",
        f"{HERE}/desk/verify-groups/?group=1&group=2&group=3",
        f"{HERE}/desk/editions/new/?copy=hull-left",
        "/regions/wales/desk/",
    ],
    "committee": ["/admin/"],
    "data_protection_lead": [
        "/regions/lists/?copy=K-3F9A",
        "/regions/lists/?show=open",
        "/regions/openings/?show=unusual",
        reverse("admin:lla_subjectevent_changelist"),
        reverse("admin:lla_subjectevent_person"),
    ],
}


@pytest.fixture
def whole_world(site: str) -> Iterator[World]:
    """With a list that was taken, an edition that was sent, and groups that have answered and will come."""
    with time_machine.travel(JANUARY):
        world = make_world()
        take(world.small, world.organiser)
        editions_workflow.circulate(world.edition, by=world.organiser)
        give_voice(world.consulting, world.hull, 2)
        lifecycle.reply(world.confirmed, world.hull, coming=True, places=4, need="A ramp for the stage")
        yield world


def opened_by(role: str, cells: list[Cell]) -> bool:
    """Whether a page is this role's to look at: that of the first who finds it open."""
    return 200 in cells and NAMES[cells.index(200)] == role


def addresses(role: str, world: World) -> list[str]:
    ours = [name for name, cells in MATRIX.items() if name not in FILES and opened_by(role, cells)]
    found = [address(name, world) for name in ours] + WAYS.get(role, [])
    desk = [name for name, cells in ADMIN.items() if opened_by(role, cells)]
    acts = {"group_act": ["affiliate"]}
    found += [desk_address(name, world, *acts.get(name, [])) for name in desk]
    if role == "organiser":
        others = (world.planned, world.consulting)
        found += [address("desk_symposium", world, quarter=one.quarter) for one in others]
    if role == "anonymous":
        found += [address(name, world, token=token(name, world)) for name in BY_TOKEN]
    return found


def token(name: str, world: World) -> str:
    return tokens.mint(BY_TOKEN[name], link_target(name, world), days=1)


def be(page: Page, site: str, role: str, world: World) -> None:
    cookies = come_in(world)[role].cookies.values()
    page.context.add_cookies([{"name": one.key, "value": one.value, "url": site} for one in cookies])


@pytest.mark.parametrize("role", sorted({*WAYS, "group_contact", "superuser"}))
def test_axe_finds_nothing_on_any_page_in_light_or_dark(
    page: Page, site: str, whole_world: World, role: str
) -> None:
    be(page, site, role, whole_world)
    ways = addresses(role, whole_world)
    assert len(ways) >= 3
    for at, way in enumerate(ways):
        page.goto(site + way)
        look_every_way(page, judged=[TWO_WAYS[at % 2]])


def test_every_page_is_opened_by_somebody() -> None:
    cells = {**MATRIX, **ADMIN}
    pages = {name for name, found in cells.items() if 200 in found} - FILES
    opened = {name for name in pages for role in NAMES if opened_by(role, cells[name])}
    assert opened == pages
