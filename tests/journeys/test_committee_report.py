"""A report of the committee: drafted from what happened, issued, and corrected by another."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from motions.agenda.models import Conference
from tests.browser_pages import desk_and_phone
from tests.factories import make_staff
from tests.journeys import steps
from tests.motions.factories import make_conference, make_item
from tests.motions.order_paper.factories import make_motions

SLIP, MENDED = "The committee met on Monday.", "The committee met on Tuesday."


@pytest.fixture
def conference(site: str) -> Conference:
    conference = make_conference("Spring Conference")
    make_motions(make_item(conference, "Housing"), "Homes")
    return conference


@desk_and_phone()
def test_a_report_is_drafted_issued_and_corrected(page: Page, site: str, conference: Conference) -> None:
    robin = make_staff("robin@example.org", "Robin Vale")
    steps.be(page, site, robin)
    page.goto(f"{site}/admin/motions/conference/{conference.pk}/change/")
    page.get_by_role("link", name="Committee reports").click()
    steps.go_on(page, "Draft a report")
    text = page.get_by_label("Text")
    begun = text.input_value()
    assert "Motions ruled in order:\n\n- 1A) Homes" in begun
    text.fill("")
    steps.go_on(page, "Read it before issuing")
    expect(page.get_by_role("alert")).to_contain_text("Text")
    text.fill(f"{SLIP}\n\n{begun}")
    Session.objects.all().delete()
    steps.go_on(page, "Save")
    steps.send_again_after_signing_in(page, site, robin)
    expect(page.get_by_role("region", name="As it will be printed")).to_contain_text(SLIP)
    steps.go_on(page, "Read it before issuing")
    steps.see(page, "Draft of a committee report")
    steps.go_on(page, "Issue this report")
    expect(page.get_by_text("Committee report 1 is issued. Everybody can read it.")).to_be_visible()

    steps.go_on(page, "Correct report 1")
    expect(page.get_by_text("This report corrects committee report 1.")).to_be_visible()
    text.fill(text.input_value().replace(SLIP, MENDED))
    steps.go_on(page, "Read it before issuing")
    steps.go_on(page, "Issue this report")
    expect(page.get_by_text("Committee report 2 is issued. Everybody can read it.")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{site}{conference.get_absolute_url()}")
    page.get_by_role("link", name="Committee report 2").click()
    steps.arrive(page, "Committee report 2")
    for words in (MENDED, "This report corrects committee report 1.", "1A) Homes"):
        expect(page.get_by_text(words)).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Committee report 1").click()
    for words in (SLIP, "This report is corrected by committee report 2."):
        expect(page.get_by_text(words)).to_be_visible()
