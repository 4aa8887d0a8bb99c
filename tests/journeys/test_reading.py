"""A reader looks at each page of a motion, finds it by search and sees what changed in it."""

import re

import pytest
from playwright.sync_api import Page, expect

from motions.backing import workflow as backing_workflow
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.browser_pages import PHONE, desk_and_phone, look_round
from tests.journeys.steps import see
from tests.motions.factories import (
    make_conference,
    make_group_motion,
    make_item,
    make_motion,
    make_person,
    mover_of,
)
from tests.organisers.factories import make_group

TITLE = "Guidelines for our social media"


@pytest.fixture
def motion(site: str) -> Motion:
    """A motion by signatories, revised once, between one by a group and one that was withdrawn."""
    item = make_item(make_conference("Spring Conference", venue="Riverside"), "Recruitment")
    make_group_motion(item, title="Working with others", group=make_group("Weald Left Network"))
    motion = make_motion(
        item,
        title=TITLE,
        appendix="- Be kind to everybody who writes.",
        mover=make_person("Anwen Pryce", group_name="Weald"),
    )
    text = Text.of(
        TITLE,
        "Conference resolves:\n\n- To write guidelines.\n- To report.",
        "- Be kind and brief to everybody who writes.",
    )
    backing_workflow.revise(motion, text, by=mover_of(motion), why="Shorter: " + "word" * 60, base=1)
    gone = make_motion(item, title="Goes")
    backing_workflow.withdraw(gone, by=mover_of(gone), note="We support motion B.")
    return motion


def test_each_page_of_a_motion_fits_its_window_and_is_accessible(
    page: Page, site: str, motion: Motion
) -> None:
    own = motion.get_absolute_url()
    addresses = (
        "/",
        motion.conference.get_absolute_url(),
        motion.item.get_absolute_url(),
        own,
        f"{own}revisions/1/",
        f"{own}changes/1/2/",
        "/conferences/",
        "/search/",
        "/search/?q=guidelines",
        "/search/?q=nothing+like+it",
    )
    look_round(page, site, addresses)


@desk_and_phone()
def test_an_appendix_is_folded_on_a_phone_and_open_at_a_desk(page: Page, site: str, motion: Motion) -> None:
    page.goto(f"{site}{motion.get_absolute_url()}")
    appendix = page.get_by_text("Be kind and brief")
    is_phone = page.evaluate("innerWidth") == PHONE
    expect(appendix).to_be_visible(visible=not is_phone)
    first_file = page.get_by_role("link", name="PDF").first
    assert (first_file.bounding_box() or {"y": 999})["y"] < 700
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Appendix").click()
    if is_phone:
        page.locator("summary", has_text="Appendix").click()
    expect(appendix).to_be_visible()


@desk_and_phone()
def test_a_reader_finds_a_motion_and_sees_what_changed_in_it(page: Page, site: str, motion: Motion) -> None:
    page.goto(site)
    page.get_by_label("Words in it, or who submitted it").fill("guidelines")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("1 motion matches “guidelines”")
    expect(page.locator("mark").first).to_have_text("Guidelines")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Show what changed").click()
    see(page, f"What changed in B) {TITLE}")
    expect(page.locator("article ins").last).to_have_text("inserted: and brief")
    page.get_by_label("Compare").select_option("Revision 2")
    page.get_by_label("with").select_option("Revision 1")
    page.get_by_role("button", name="Show what changed").click()
    expect(page.locator("article del").last).to_have_text("deleted: and brief")


def test_a_clause_can_be_pointed_at_and_a_page_printed(page: Page, site: str, motion: Motion) -> None:
    page.goto(f"{site}{motion.get_absolute_url()}#{motion.reference}-2")
    expect(page.locator(":target")).to_have_text("2 To report.")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.locator("article")).to_be_visible()
    page.goto(site)
    expect(page.get_by_text("Next: motions close")).to_be_visible()
    expect(page.get_by_text(re.compile(r"\d+ days left")).first).to_be_hidden()
