"""The next conference: copied from the last, checked for what is missing, and opened to everybody."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from motions.agenda.models import Conference
from tests.browser_pages import desk_and_phone
from tests.factories import make_staff
from tests.journeys import steps
from tests.motions.factories import make_conference, make_item

MISSING = "The venue is missing."


@pytest.fixture
def last(site: str) -> Conference:
    """A conference with an agenda, from which the next is made."""
    return make_item(make_conference("Spring 2027", venue="Town Hall, Leeds"), "Housing").conference


@desk_and_phone()
def test_a_conference_is_copied_checked_and_opened(page: Page, site: str, last: Conference) -> None:
    robin, _ = make_staff("robin@example.org", "Robin Vale"), make_staff(name="Kit Marsh")
    steps.be(page, site, robin)
    page.goto(f"{site}/admin/motions/conference/{last.pk}/change/")
    page.get_by_role("link", name="Copy to a new conference").click()
    page.get_by_label("Name").fill("Spring 2028")
    page.get_by_label("Address").fill(last.slug)
    page.get_by_label("First day").fill("2028-04-15")
    steps.go_on(page, "Copy")
    expect(page.get_by_role("alert")).to_contain_text("Another conference has this address.")
    page.get_by_label("Address").fill("")
    Session.objects.all().delete()
    steps.go_on(page, "Copy")
    steps.send_again_after_signing_in(page, site, robin)

    steps.arrive(page, "Check and open")
    expect(page.get_by_text(MISSING).first).to_be_visible()
    page.get_by_role("link", name=re.compile("Change the settings.*venue")).click()
    page.get_by_label("Venue").fill("Guildhall, York")
    steps.go_on(page, "Save and continue editing")
    page.get_by_role("link", name="Check and open").click()
    expect(page.get_by_text(MISSING)).to_have_count(0)
    draft = Conference.objects.get(slug="spring-2028")
    assert status_for_readers(page, site, draft) == 404
    page.get_by_role("link", name="See it as readers will").click()
    expect(page.get_by_text("This is a draft")).to_be_visible()
    page.go_back()
    steps.go_on(page, "Open this conference")
    expect(page.get_by_text("The conference is open. Everybody can see it.")).to_be_visible()
    assert status_for_readers(page, site, draft) == 200
    page.get_by_role("link", name="Its public page").click()
    steps.arrive(page, "Spring 2028")
    for words in ("Guildhall, York", "Housing"):
        expect(page.get_by_text(words).first).to_be_visible()


def status_for_readers(page: Page, site: str, conference: Conference) -> int:
    """What somebody who has not signed in is answered."""
    context = page.context.browser.new_context() if page.context.browser else page.context
    answer = context.request.get(site + conference.get_absolute_url())
    context.close()
    return answer.status
