"""The bar of the team's pages: five parts, and in the open one the pages that are for its reader."""

import re

import pytest
from django.test import Client

from tests.socialmedia.roles import come_in, make_cast

pytestmark = pytest.mark.django_db
LIST = re.compile(r'<ul class="parts__list"\s*(?:aria-label="([^"]+)")?>(.*?)</ul>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"\s*(?:aria-current="(\w+)")?>([^<]+)</a>')
FIVE = ["Today", "Posts", "Conversations", "Team", "Reports"]


def bar_of(client: Client, path: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    page = client.get(path).content.decode()
    return [(name, LINK.findall(entries)) for name, entries in LIST.findall(page)]


def test_the_team_finds_five_parts_and_the_pages_of_the_one_that_is_open() -> None:
    member = come_in(make_cast())["member"]
    [(_, parts)] = bar_of(member, "/social/board/")
    assert [words for _, _, words in parts] == FIVE
    assert [(words, mark) for _, mark, words in parts if mark] == [("Today", "page")]
    (_, parts), (name, pages) = bar_of(member, "/social/posts/new/")
    assert [(words, mark) for _, mark, words in parts if mark] == [("Posts", "true")]
    assert (name, pages) == (
        "Posts",
        [
            ("/social/planner/", "true", "Planner"),
            ("/social/positions/", "", "Positions"),
            ("/social/sources/", "", "Sources"),
            ("/social/media/", "", "Pictures"),
            ("/social/guidelines/", "", "Guidelines"),
        ],
    )


def test_a_page_that_is_not_for_its_reader_is_not_in_the_bar() -> None:
    clients = come_in(make_cast())
    parts = {role: bar_of(clients[role], "/social/complaints/") for role in ("member", "committee")}
    assert {role: [words for _, _, words in bar[0][1]] for role, bar in parts.items()} == {
        "member": FIVE,
        "committee": FIVE,
    }
    assert [words for _, _, words in parts["member"][1][1]] == [
        "Messages",
        "Comments",
        "What we did",
        "Forums",
        "Cases",
        "Complaints",
        "Filters",
    ]
    assert [words for _, _, words in parts["committee"][1][1]] == ["Forums", "Cases", "Complaints"]
    reports = {role: bar_of(clients[role], "/social/figures/") for role in ("member", "committee")}
    assert [len(bar) for bar in reports.values()] == [1, 2]
