"""No menu leads to a refusal: each entry opens for whoever is shown it, in every office of every app."""

import re
from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.test import Client

from motions.agenda.choices import Publishing
from tests.link_walk import FILE, name_of
from tests.motions import test_permissions as motions
from tests.motions.factories import make_conference, make_item, make_motion
from tests.organisers import roles as organisers
from tests.organisers.world import make_world
from tests.socialmedia import roles as social

pytestmark = pytest.mark.django_db
NAV = re.compile(r"<nav [^>]*>.*?</nav>", re.DOTALL)
LINK = re.compile(r'<a [^>]*?href="([^"]*)"')
LOGOUT = "/accounts/logout/"
# Pages that are a menu as a whole: the front page, what somebody finds after signing in, and the desks.
MENUS = {
    "home",
    "your_work",
    "admin:index",
    "admin:app_list",
    "organisers:board",
    "organisers:desk",
    "socialmedia:board",
}
OF_A_KIND = 3  # pages of one view stand for all


def entries(body: str, address: str) -> Iterable[str]:
    """Where the menus of a page lead on this site."""
    menus = [body] if name_of(urlsplit(address).path) in MENUS else NAV.findall(body)
    for link in (link.replace("&amp;", "&") for menu in menus for link in LINK.findall(menu)):
        target = urlsplit(urljoin(address, link))
        if not target.netloc and target.path.startswith("/") and not FILE.search(target.path):
            yield target._replace(fragment="").geturl()


def why_refused(client: Client, address: str) -> tuple[str, str]:
    """What stands in the way at an address, if anything, and the page otherwise."""
    response = client.get(address, follow=True)
    if response.status_code >= 400:
        return str(response.status_code), ""
    if response.redirect_chain and response.redirect_chain[-1][0].startswith("/accounts/login/"):
        return "asks to sign in", ""
    context = response.context or {}
    if reasons := context.get("refused") or context.get("reasons"):
        return f"refuses: {reasons}", ""
    return "", response.getvalue().decode()


def refusals(client: Client, *, through: str = "") -> dict[str, str]:
    """Every menu entry that does not open, with the page that has it; the way leads `through` a page."""
    waiting, seen = deque([("/", ""), ("/accounts/", "")]), {LOGOUT}
    kinds: dict[str, int] = {}
    wrong = {}
    while waiting:
        address, found_on = waiting.popleft()
        path = urlsplit(address).path
        kinds[name_of(path)] = kinds.get(name_of(path), 0) + (path not in seen)
        if path in seen or kinds[name_of(path)] > OF_A_KIND:
            continue
        seen.add(path)
        refused, body = why_refused(client, address)
        if refused and found_on:
            wrong[address] = f"{refused}, in a menu of {found_on}"
        waiting.extend((link, path) for link in entries(body, address))
    assert through in seen | {""}
    return wrong


def test_no_menu_of_the_motions_pages_and_the_committee_s_desk_leads_to_a_refusal() -> None:
    motion = make_motion(make_item(make_conference(publishing=Publishing.AFTER_RULING)))
    wrong = {}
    for enter in motions.ROLES:
        client = Client()
        enter(client, motion)
        on_the_desk = enter in {motions.committee, motions.superuser, motions.remembered}
        through = "/admin/motions/conference/add/" if on_the_desk else ""
        wrong[enter.__name__] = refusals(client, through=through)
    assert wrong == {enter.__name__: {} for enter in motions.ROLES}


def test_no_menu_of_the_organisers_pages_leads_to_a_refusal() -> None:
    with time_machine.travel(datetime(2027, 1, 11, 12, tzinfo=UTC), tick=False):
        world = make_world()
        clients = organisers.come_in(world) | organisers.come_in_by_code(world)
        contacts = f"/regions/{world.region.slug}/desk/contacts/"
        through = {"organiser": contacts, "organiser_remembered": contacts, "committee": "/regions/board/"}
        found = {role: refusals(client, through=through.get(role, "")) for role, client in clients.items()}
    assert found == {role: {} for role in clients}


def test_no_menu_of_the_social_media_pages_leads_to_a_refusal() -> None:
    cast = social.make_cast()
    clients = social.come_in(cast) | social.come_in_by_code(cast)
    assert {role: refusals(client) for role, client in clients.items()} == {role: {} for role in clients}
