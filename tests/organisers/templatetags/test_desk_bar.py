"""The bar of an organiser's desk stands on every page of it, and says on which one they are."""

import re

import pytest
from django.test import Client

from organisers.urls import DESK, urlpatterns
from tests.factories import sign_in
from tests.organisers.addresses import address
from tests.organisers.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]
BAR = re.compile(r'<nav class="parts" aria-label="([^"]+)">(.*?)</nav>', re.DOTALL)
LINK = re.compile(r'<a href="[^"]+"\s*(?:aria-current="(\w+)")?>([^<]+)</a>')
PARTS = ["Desk", "Groups", "Contacts", "Lists", "Symposia"]
PAGES = {"Lists": ["Contact lists", "Directory"], "Symposia": ["Symposia", "Venues"]}


def test_every_page_of_the_desk_has_the_same_bar_with_the_part_that_is_open(world: World) -> None:
    client = sign_in(Client(), world.organiser)
    names = [str(pattern.name) for pattern in urlpatterns if str(pattern.pattern).startswith(DESK)]
    answers = {name: client.get(address(name, world)) for name in names}
    bars = {
        name: BAR.findall(answer.content.decode())
        for name, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }
    links = {name: [LINK.findall(links) for _, links in bar] for name, bar in bars.items()}
    opened = {name: [link for link in of_bar[0] if link[0]] for name, of_bar in links.items()}
    shown = {
        name: [(label, [words for _, words in LINK.findall(links)]) for label, links in bar]
        for name, bar in bars.items()
    }
    assert len(bars) > 20
    assert shown == {
        name: [(f"Desk for {world.region}", [*PARTS, *PAGES.get(opened[name][0][1], [])])] for name in bars
    }
    some = ("desk", "contact", "ring_round", "chosen_groups", "symposium_decide", "venues", "editions")
    assert {name: opened[name] for name in some} == {
        "desk": [("page", "Desk")],
        "contact": [("true", "Contacts")],
        "ring_round": [("true", "Groups")],
        "chosen_groups": [("true", "Groups")],
        "symposium_decide": [("true", "Symposia"), ("true", "Symposia")],
        "venues": [("true", "Symposia"), ("page", "Venues")],
        "editions": [("true", "Lists"), ("page", "Directory")],
    }
