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
from tests.organisers.addresses import address
from tests.organisers.world import make_world
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.messages.factories import make_message

pytestmark = pytest.mark.django_db(transaction=True)

BOTTOM = 740  # of a small phone, below which one has to scroll
IN_SIGHT = """part => {
    const [own, row] = [part.getBoundingClientRect(), part.closest("ul").getBoundingClientRect()];
    return own.left >= row.left && own.right <= row.right;
}"""
on_a_phone = looks(width=[360], javascript=[False])


def ends(*parts: Locator) -> list[float]:
    """Where the last of each thing's lines ends that are not on the first screen."""
    boxes = [part.first.bounding_box() for part in parts]
    return [
        box["y"] + box["height"] if box else -1
        for box in boxes
        if not box or box["y"] + box["height"] > BOTTOM
    ]


def beginning(part: Locator) -> float:
    """Where something begins."""
    box = part.bounding_box()
    assert box
    return box["y"]


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
    page.goto(site)
    heading = page.get_by_role("heading", level=1)
    assert ends(page.locator(".work-line"), heading) == []
    page.locator(".work-line").get_by_role("link").click()
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
def test_on_a_page_of_the_team_the_bar_is_two_rows_and_the_heading_follows(page: Page, site: str) -> None:
    be(page, site, make_member("Mo Member", channel=make_channel("Our page")))
    for name in ("messages", "filters", "planner", "team", "consultations"):
        page.goto(f"{site}/social/{name}/")
        assert (name, beginning(page.get_by_role("heading", level=1)) < 200) == (name, True)
        rows = page.locator(".parts__list").evaluate_all("all => all.map(row => row.clientHeight)")
        here = page.locator(".parts__list [aria-current]").last.evaluate(IN_SIGHT)
        assert (name, [row < 50 for row in rows], here) == (name, [True, True], True)


@on_a_phone
def test_an_organiser_sees_what_to_do_next(page: Page, site: str) -> None:
    with time_machine.travel(JANUARY):
        world = make_world()
        be(page, site, world.organiser)
        page.goto(f"{site}/regions/{world.region.slug}/desk/")
        assert ends(page.get_by_role("heading", level=1), page.locator(".tasks__line .button")) == []
        page.goto(f"{site}/regions/{world.region.slug}/desk/groups/")
        assert ends(page.get_by_role("heading", level=1), page.get_by_role("button", name="Find")) == []
        page.goto(site + address("group", world))
        act = page.get_by_role("link", name="Move to another region")
        assert ends(page.get_by_role("heading", level=1), act) == []


@on_a_phone
def test_who_reads_of_a_symposium_takes_it_into_their_calendar_at_once(page: Page, site: str) -> None:
    with time_machine.travel(JANUARY):
        world = make_world()
        page.goto(site + address("symposium", world))
        act = page.get_by_role("link", name="Add this symposium")
        assert ends(page.get_by_role("heading", level=1), act) == []


@on_a_phone
def test_a_motion_is_started_and_a_complaint_made_from_the_first_screen(page: Page, site: str) -> None:
    make_item(make_conference("Spring Conference"))
    page.goto(f"{site}/motions/submit/")
    lead, start = page.locator(".lede"), page.get_by_role("button", name="Start")
    assert (ends(start), beginning(start) - beginning(lead) < 300) == ([], True)
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Complaints").click()
    assert ends(page.get_by_role("heading", level=1, name="Make a complaint")) == []
