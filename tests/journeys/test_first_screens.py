"""On a phone the first screen of a page says what it is, what one can do there, and what is due."""

import re

import pytest
import time_machine
from playwright.sync_api import Locator, Page

from tests.browser_pages import looks
from tests.factories import make_staff
from tests.journeys.steps import be
from tests.journeys.test_every_page import JANUARY
from tests.motions.factories import make_conference, make_item, make_motion
from tests.organisers.world import make_world
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.messages.factories import make_message

pytestmark = pytest.mark.django_db(transaction=True)

BOTTOM = 740  # of a small phone, below which one has to scroll
on_a_phone = looks(width=[360], javascript=[False])


def ends(*parts: Locator) -> list[float]:
    """Where the last of each thing's lines ends that are not on the first screen."""
    boxes = [part.first.bounding_box() for part in parts]
    return [
        box["y"] + box["height"] if box else -1
        for box in boxes
        if not box or box["y"] + box["height"] > BOTTOM
    ]


@on_a_phone
def test_a_reader_sees_what_it_is_what_can_be_done_and_until_when(page: Page, site: str) -> None:
    motion = make_motion(make_item(make_conference("Spring Conference"), "Recruitment"), title="Ring round")
    page.goto(site)
    heading, button = page.get_by_role("heading", level=1), page.get_by_role("link", name="Submit a motion")
    assert ends(heading, button.last, page.get_by_text(re.compile("motions close"))) == []
    page.goto(site + motion.item.get_absolute_url())
    assert ends(heading, button.last, page.get_by_text(re.compile("Motions close"))) == []
    page.goto(site + motion.get_absolute_url())
    act = page.get_by_role("link", name=re.compile("Propose an amendment"))
    assert ends(heading, act, page.get_by_role("link", name=re.compile("PDF"))) == []


@on_a_phone
def test_the_committee_sees_what_waits_for_it(page: Page, site: str) -> None:
    make_motion(make_item(), title="Ring round")
    be(page, site, make_staff())
    page.goto(f"{site}/accounts/")
    heading = page.get_by_role("heading", level=1)
    assert ends(heading, page.get_by_role("link", name=re.compile("waiting for a ruling"))) == []
    page.goto(f"{site}/admin/motions/motion/")
    waits = page.get_by_role("link", name=re.compile("Waiting for a ruling"))
    assert ends(heading, waits, page.get_by_role("link", name="Ring round")) == []


@on_a_phone
def test_the_team_sees_what_is_due_next(page: Page, site: str) -> None:
    channel = make_channel("Our page")
    member = make_member("Mo Member", channel=channel)
    make_message(channel=channel)
    be(page, site, member)
    page.goto(f"{site}/social/board/")
    task = page.locator(".tasks__line")
    assert ends(page.get_by_role("heading", level=1), task.locator(".button"), task.locator(".due")) == []


@on_a_phone
def test_an_organiser_sees_what_to_do_next(page: Page, site: str) -> None:
    with time_machine.travel(JANUARY):
        world = make_world()
        be(page, site, world.organiser)
        page.goto(f"{site}/regions/{world.region.slug}/desk/")
        assert ends(page.get_by_role("heading", level=1), page.locator(".tasks__line .button")) == []
        page.goto(f"{site}/regions/{world.region.slug}/desk/groups/")
        assert ends(page.get_by_role("heading", level=1), page.get_by_role("button", name="Find")) == []
