"""A contact from the first email to erasing everything, on a phone, without an account or JavaScript."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from lla.emails import delivery, quiet_hours
from lla.time import clock
from organisers.consents.workflow import ask_about
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contacts.models import Contact
from organisers.contacts.workflow import Details
from tests.browser_pages import PHONE, look_at, looks
from tests.organisers.consents.factories import make_held_copy
from tests.organisers.factories import make_group, make_organiser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contact(site: str) -> Contact:
    """Somebody whom the organiser has just added; two groups of the region are affiliated."""
    make_group("Swale Left")
    details = Details(name="Kim Holt", email="kim@example.org", phone="+447700900123")
    return contact_desk_workflow.add_contact(make_group("Aire Left"), details, by=make_organiser())


def link_in_the_email() -> str:
    """The worker delivers, and the reader finds the address in the newest email."""
    delivery.deliver_due()
    [address] = re.findall(r"^http\S+/g/\S+$", str(mail.outbox[-1].body), re.MULTILINE)
    return str(address)


def open_page(page: Page) -> None:
    page.goto(link_in_the_email())
    page.get_by_role("button", name="Open my page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your page")


@looks(width=[PHONE], javascript=[False])
def test_a_contact_sees_allows_answers_withdraws_and_erases(page: Page, site: str, contact: Contact) -> None:
    open_page(page)
    look_at(page)
    expect(page.get_by_label("Telephone (optional)")).to_have_value("07700 900123")
    page.get_by_label("Yes, the details I tick below").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick which of your details may be circulated")
    page.get_by_role("group", name="Which details?").get_by_label("Email").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Your details are marked as checked today")).to_be_visible()

    ask_about(make_group("Wharfe Left"))
    with clock.at(quiet_hours.next_morning(clock.now())):  # what was asked in a day goes together
        open_page(page)
    question = page.get_by_role("group", name="May Wharfe Left have your details too?")
    question.get_by_label("Yes, they may have my details").check()
    page.get_by_role("button", name="Save").click()
    expect(question).to_have_count(0)
    expect(page.get_by_role("listitem").filter(has_text="Wharfe Left").first).to_be_visible()

    make_held_copy(make_group("Nidd Left"), contact)
    page.reload()
    expect(page.get_by_role("region", name="Who has had my details")).to_contain_text("Nidd Left")
    look_at(page)

    page.get_by_role("link", name="Withdraw everything").click()
    look_at(page)
    page.get_by_role("button", name="Withdraw everything").click()
    expect(page.get_by_text("All your consents are withdrawn.")).to_be_visible()
    expect(page.get_by_label("Yes, the details I tick below")).not_to_be_checked()

    page.get_by_role("link", name="Erase my details").click()
    page.get_by_role("button", name="Erase my details").click()
    expect(page.get_by_text("Your details are erased.")).to_be_visible()
    page.goto(f"{site}/g/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Open your page first")
    contact.refresh_from_db()
    assert (contact.name, contact.email) == ("", "")


def test_the_page_is_filled_in_and_saved_by_keyboard_alone(page: Page, contact: Contact) -> None:
    open_page(page)
    page.get_by_label("Name", exact=True).first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Kim Holt-Reed")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "circulated":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved. Your details are marked as checked today")).to_be_visible()
    contact.refresh_from_db()
    assert (contact.name, contact.consents.get().details) == ("Kim Holt-Reed", ["name"])
