"""The committee at its desk: two people rule a motion out, each from the emailed code on."""

import re

import pytest
from playwright.sync_api import Page, expect

from motions.motion.choices import Status
from motions.motion.models import Motion
from tests.browser_pages import look_at, looks
from tests.factories import make_staff
from tests.journeys import steps
from tests.motions.factories import make_item, make_motion

TITLE = "An organiser for every region"


@pytest.fixture
def motion(site: str) -> Motion:
    make_staff("robin@example.org", "Robin Vale")
    return make_motion(make_item(), title=TITLE)


def acts_on_the_first_screen(page: Page) -> list[str]:
    """The first three acts that a telephone shows before it is scrolled."""
    window = page.viewport_size
    assert window is not None
    page.set_viewport_size({"width": 360, "height": 740})
    acts = page.locator(".acts a").all()
    shown = [
        act.inner_text() for act in acts if (box := act.bounding_box()) and box["y"] + box["height"] < 740
    ]
    page.set_viewport_size(window)
    return shown[:3]


@looks(width=[1280], javascript=[True, False])
def test_a_note_is_not_lost_when_the_checklist_beside_it_is_saved(
    page: Page, site: str, motion: Motion
) -> None:
    steps.sign_in_with_second_factor(page, site, "robin@example.org")
    steps.open_from_the_queue(page, TITLE)
    page.get_by_label("Note", exact=False).last.fill("Ask the mover about the figures.")
    page.get_by_role("button", name="Save the checklist").click()
    steps.see(page, f"A) {TITLE}")
    expect(page.locator(".remark")).to_contain_text("Ask the mover about the figures.")


@looks(scheme=["light", "dark"])
def test_two_members_rule_a_motion_out(page: Page, site: str, motion: Motion) -> None:
    steps.sign_in_with_second_factor(page, site, "robin@example.org")
    steps.open_from_the_queue(page, TITLE)
    assert acts_on_the_first_screen(page) == ["Rule in order", "Query the mover", "Propose ruling out"]
    page.get_by_role("link", name="Propose ruling out").click()
    steps.go_on(page, "Propose ruling out")
    expect(page.get_by_role("alert")).to_contain_text("“Rule” is empty. Fill it in.")
    look_at(page)
    page.get_by_label("Rule").fill("Standing order 4.2")
    page.get_by_label("Public reason").fill("It has two subjects.")
    steps.go_on(page, "Propose ruling out")
    page.get_by_text("Not possible now, and why").click()
    expect(page.get_by_text("You proposed this, so somebody else has to second it.")).to_be_visible()
    steps.see(page, f"A) {TITLE}")

    page.context.clear_cookies()
    make_staff("kit@example.org", "Kit Marsh")
    steps.sign_in_with_second_factor(page, site, "kit@example.org")
    page.get_by_role("link", name=re.compile("needing a second person")).click()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Second the proposal").click()
    steps.see(page, "Second the proposal")
    steps.go_on(page, "Preview the email")
    expect(page.get_by_role("article").first).to_contain_text("Standing order 4.2")
    look_at(page)
    steps.go_on(page, "Second the proposal and send")

    expect(page.get_by_text("The proposal has taken effect.")).to_be_visible()
    look_at(page)
    assert Motion.objects.get(pk=motion.pk).status == Status.RULED_OUT
