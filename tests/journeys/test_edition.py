"""An edition of the directory in a browser, from preview to recall."""

import re

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, expect

from lla.accounts.models import User
from lla.emails.delivery import deliver_due
from organisers.contact_page import workflow as contact_page_workflow
from organisers.editions.choices import CopyAct
from organisers.editions.models import Copy, CopyEvent
from tests.browser_pages import desk_and_phone
from tests.factories import sign_in
from tests.organisers.factories import make_group, make_organiser
from tests.organisers.lists.factories import make_circulated

pytestmark = pytest.mark.django_db(transaction=True)

HERE = "/regions/yorkshire-and-the-humber/desk"


@pytest.fixture
def organiser(site: str) -> User:
    return make_organiser(email="sam@example.org")


def enter(page: Page, site: str, user: User) -> None:
    """Somebody signed in with their second factor."""
    cookie = sign_in(Client(), user).cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])


def link_in_email(to: str, subject: str) -> str:
    deliver_due()
    emails = [email for email in mail.outbox if to in email.to and subject in email.subject]
    found = re.findall(r"^https?://\S+/copies/\S+/\S*$", str(emails[-1].body), re.MULTILINE)
    assert len(found) == 1
    return str(found[0])


@desk_and_phone()
def test_an_edition_from_preview_to_recall(page: Page, site: str, organiser: User) -> None:
    hull, selby = make_group("Hull Left"), make_group("Selby Left")
    make_group("Goole Left")
    kim, holder = make_circulated(hull, selby), make_circulated(selby, hull)
    enter(page, site, organiser)
    freeze_and_send(page, site)
    open_and_take(page, link_in_email(holder.email, "directory is ready"))
    write_to_goole(page)
    contact_page_workflow.withdraw(kim)
    page.goto(f"{site}/copies/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This copy is not available")
    page.goto(link_in_email(holder.email, "Please delete directory copy"))
    page.get_by_role("button", name="We have deleted it").click()
    expect(page.get_by_role("status").filter(has_text="your group has deleted it")).to_be_visible()
    enter(page, site, organiser)
    page.goto(f"{site}{HERE}/editions/1/")
    expect(page.get_by_role("row", name="Selby Left")).to_contain_text("Recalled, reported deleted")
    page.goto(f"{site}{HERE}/editions/new/?copy=selby-left")
    expect(page.get_by_role("region", name="The copy for Selby Left")).not_to_contain_text("Kim of Hull")
    acts = CopyEvent.objects.filter(copy__group=selby).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["sent", "opened", "downloaded", "recalled", "destroyed"]


def freeze_and_send(page: Page, site: str) -> None:
    page.goto(f"{site}{HERE}/editions/")
    page.get_by_role("link", name="Prepare an edition").click()
    page.get_by_role("link", name="Selby Left").click()
    shown = page.get_by_role("region", name="The copy for Selby Left")
    expect(shown).to_contain_text("Kim of Hull Left")
    expect(shown).to_contain_text("Contact this group through this website")
    page.get_by_role("button", name="Make the edition").click()
    expect(page.get_by_role("row", name="Selby Left")).to_contain_text("Not sent")
    page.get_by_role("button", name="Send the copies").click()
    expect(page.get_by_role("row", name="Selby Left")).to_contain_text("Sent")


def open_and_take(page: Page, link: str) -> None:
    page.context.clear_cookies()
    page.goto(link)
    page.get_by_role("button", name="Open the copy").click()
    copy = Copy.objects.get(group__name="Selby Left")
    expect(page.get_by_text(f"Copy {copy.copy_id} issued to Selby Left")).to_be_visible()
    expect(page.get_by_role("region", name="Hull Left")).to_contain_text("Kim of Hull Left")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV file of the copy").click()
    assert copy.copy_id in download.value.suggested_filename
    assert CopyEvent.objects.filter(act=CopyAct.DOWNLOADED, copy=copy).count() == 1


def write_to_goole(page: Page) -> None:
    page.get_by_role("link", name="Write to Goole Left").click()
    page.get_by_label("Your name").fill("Kim Selby")
    page.get_by_label("Your email address").fill("kim@example.org")
    page.get_by_label("Your message").fill("Shall we meet halfway?")
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_role("status")).to_contain_text("Message sent to Goole Left.")
