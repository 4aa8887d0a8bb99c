"""Every page of social media, opened by somebody whose it is: it fits, and axe finds nothing."""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser_pages import TWO_WAYS, look_every_way
from tests.permission_matrix import Cell
from tests.socialmedia.roles import ROLES, come_in, make_cast
from tests.socialmedia.test_permissions import addresses, each_part

pytestmark = pytest.mark.django_db(transaction=True)
FILES = {"guideline_file", "report_file", "roster_feed", "media_file", "media_thumbnail"}
# The manager before everybody else, so that most pages are those of somebody who may do most.
READERS = ("manager", *ROLES)


def reader_of(cells: Sequence[Cell]) -> str | None:
    """The first who finds a page open."""
    return next((role for role in READERS if cells[ROLES.index(role)] == 200), None)


@each_part
def test_axe_finds_nothing_on_any_page_of_social_media(page: Page, site: str, part: Any) -> None:
    """Each page one way, on a telephone in light or at a desk in dark: the journeys look at them further."""
    cast = make_cast()
    found = addresses(part, cast)
    clients = come_in(cast)
    looked = set()
    for at, (name, cells) in enumerate(sorted(part.PAGES.items())):
        role = reader_of(cells)
        if role is None or name in FILES:
            continue
        cookies = [
            {"name": one.key, "value": one.value, "url": site} for one in clients[role].cookies.values()
        ]
        page.context.clear_cookies()
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
        answer = page.goto(site + found[name])
        assert answer
        assert (name, answer.status) == (name, 200)
        look_every_way(page, judged=[TWO_WAYS[at % 2]])
        looked.add(name)
    assert looked
