"""Two amendments that change the same words, from the ruling on both to the order paper."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from motions.motion.models import Motion
from tests.browser_pages import desk_and_phone
from tests.factories import make_staff
from tests.journeys import steps
from tests.motions.factories import make_amendment
from tests.motions.order_paper.factories import make_closed_conference

WORDS = "neighbouring"
CLASHES = "changes the same words as A.{}."


@pytest.fixture
def motion(site: str) -> Motion:
    """A motion in order, with two amendments that are not ruled on yet, after the closing of motions."""
    _, (motion,) = make_closed_conference("Homes")
    for words in ("nearby", "other"):
        make_amendment(motion, old=WORDS, new=words, group=motion.group)
    return motion


@desk_and_phone()
def test_two_clashing_amendments_are_ruled_in_order_together_and_come_to_the_order_paper(
    page: Page, site: str, motion: Motion, tmp_path: Path
) -> None:
    robin = make_staff("robin@example.org", "Robin Vale")
    steps.be(page, site, robin)
    page.goto(f"{site}/admin/motions/motion/")
    rule_both_in_order(page)

    page.goto(site + motion.get_absolute_url())
    for other in (2, 1):
        expect(page.get_by_text(CLASHES.format(other))).to_be_visible()
    page.get_by_role("link", name="A.1", exact=True).first.click()
    steps.arrive(page, "A.1) Amendment to “Homes”")
    expect(page.get_by_text(CLASHES.format(2))).to_be_visible()
    page.get_by_role("link", name="A.2", exact=True).click()
    steps.arrive(page, "A.2) Amendment to “Homes”")
    expect(page.get_by_text(CLASHES.format(1))).to_be_visible()
    page.get_by_role("link", name="A) Homes").first.click()
    page.get_by_role("link", name="The amendments in order of voting").click()
    steps.arrive(page, "Amendments to A) Homes")
    expect(page.locator(".amendment__meets")).to_have_text(
        [f"It {CLASHES.format(other)}" for other in (2, 1)]
    )

    page.goto(f"{site}/admin/motions/conference/{motion.conference_id}/change/")
    page.get_by_role("link", name="Order paper").click()
    page.get_by_role("link", name="Add a session").click()
    type_a_session(page, motion.conference.starts_on)
    Session.objects.all().delete()
    steps.go_on(page, "Save")
    steps.send_again_after_signing_in(page, site, robin)
    expect(page.get_by_text("The session is saved.")).to_be_visible()
    steps.go_on(page, "Issue the order paper")
    expect(page.get_by_text("The order paper is issued.").first).to_be_visible()
    page.get_by_role("link", name="Order paper", exact=True).click()
    steps.arrive(page, "Order paper of Spring Conference")
    for one, other in ((1, 2), (2, 1)):
        line = page.get_by_role("listitem").filter(has_text=f"1A.{one} (").last
        expect(line).to_contain_text(f"It changes the same words as 1A.{other}.")


def rule_both_in_order(page: Page) -> None:
    """From the queue, with one look at what it does to both."""
    for box in page.get_by_role("checkbox", name="Select this object").all():
        box.check()
    page.get_by_role("combobox", name="Action").select_option("Rule in order (preview first)")
    steps.go_on(page, "Go")
    expect(page.get_by_text("6 emails")).to_be_visible()
    steps.go_on(page, "Rule in order and send")
    expect(page.get_by_text("ruled in order.")).to_be_visible()


def type_a_session(page: Page, day: date) -> None:
    """A wrong label comes back beside all that was typed."""
    page.get_by_label("Day").fill(day.isoformat())
    page.get_by_label("From").fill("10:00")
    page.get_by_label("To", exact=True).fill("12:00")
    page.get_by_label("Title").fill("Housing")
    first_row = page.get_by_role("group", name="Business 1")
    first_row.get_by_label("Motions").fill("1Z")
    first_row.get_by_label("Minutes").fill("30")
    steps.go_on(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("There is no motion 1Z.")
    first_row.get_by_label("Motions").fill("1A")
