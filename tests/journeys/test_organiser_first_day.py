"""An organiser's first day: appointed, second factor, undertaking, dashboard, chasing uncovered groups."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from lla.emails.delivery import deliver_due
from lla.site.dev_mail import code_now
from organisers.contacts.models import Contact
from tests.browser_pages import PHONE, looks
from tests.factories import make_staff, sign_in
from tests.organisers.factories import make_contact, make_group, make_region

pytestmark = pytest.mark.django_db(transaction=True)


def appoint() -> None:
    """The committee enters the appointment at its desk."""
    appointment = {"name": "Sam Hollis", "email": "sam@example.org", "region": str(make_region().pk)}
    appointment |= {"starts_on": "01/01/2026", "ends_on": "", "how": "elected", "decision_link": ""}
    appointment |= {"decision": "Annual conference 2026, motion C"}
    desk = sign_in(Client(), make_staff())
    assert desk.post(reverse("admin:organisers_appointment_add"), appointment).status_code == 302


def newest_email() -> str:
    deliver_due()
    return str(mail.outbox[-1].body)


def found_in(email: str, pattern: str) -> str:
    found = re.search(pattern, email, re.MULTILINE)
    assert found
    return found[1]


def sign_in_with_a_code(page: Page) -> None:
    page.locator("input[type=email]").fill("sam@example.org")
    page.locator("main").get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("code")
    page.locator("input[name=code]").fill(found_in(newest_email(), r"^([A-Z0-9-]{6,})$"))
    page.get_by_role("button", name="Sign in", exact=True).click()


def set_up_an_app(page: Page, site: str) -> None:
    page.get_by_role("link", name="Set up a second factor").click()
    page.goto(f"{site}{reverse('mfa_activate_totp')}")
    secret = page.locator("input[readonly], input[disabled]").first.input_value()
    page.locator("input[name=code]").fill(code_now(secret))
    page.locator("main").get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("recovery codes", re.IGNORECASE))


def add_somebody(page: Page) -> None:
    page.get_by_role("link", name="Add a contact").click()
    page.get_by_label("Name", exact=True).fill("Lee Carr")
    page.get_by_label("Email address").fill("lee@example.org")
    page.locator("main").get_by_role("button").first.click()
    expect(page.get_by_text("Lee Carr gets an email at lee@example.org")).to_be_visible()


@looks(width=[PHONE], javascript=[True, False])
def test_an_organisers_first_day(page: Page, site: str) -> None:
    make_contact(make_group("Selby Left"))
    make_group("Goole Left")
    appoint()
    desk = found_in(newest_email(), r"^(http\S+/desk/)$")
    page.goto(desk)
    sign_in_with_a_code(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor first")
    set_up_an_app(page, site)
    page.get_by_role("link", name="I have saved them").click()
    page.get_by_role("link", name="Go to your work").click()
    page.get_by_role("link", name="Desk for Yorkshire and the Humber").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The confidentiality undertaking")
    page.get_by_role("button", name="Accept the undertaking").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your desk")

    page.get_by_role("link", name="1 group is not covered: ask its contacts to verify their details.").click()
    page.get_by_role("link", name="Goole Left").click()
    add_somebody(page)
    contact = Contact.objects.get(name="Lee Carr")
    assert (contact.group.name, contact.verified_at) == ("Goole Left", None)
    email = newest_email()
    assert (mail.outbox[-1].to, "/g/" in email) == (["lee@example.org"], True)
