"""A region's contact list in a browser: three clicks from "Your work", in several formats, and once more."""

import re
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from lla.accounts.models import User
from organisers.contacts.choices import Purpose
from organisers.lists.models import Download, DownloadRequest
from tests.browser_pages import PHONE, Look, desk_and_phone, look_at
from tests.factories import sign_in
from tests.organisers.factories import make_group, make_organiser
from tests.organisers.lists.factories import make_allowing, make_many

pytestmark = pytest.mark.django_db(transaction=True)


class Clicks:
    """Presses what it is given, and counts."""

    def __init__(self) -> None:
        self.made = 0

    def on(self, thing: Locator) -> None:
        self.made += 1
        thing.click()


@pytest.fixture
def organiser(page: Page, site: str) -> User:
    organiser = make_organiser(email="sam@example.org")
    cookie = sign_in(Client(), organiser).cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])
    return organiser


def file_of(page: Page, clicks: Clicks, format: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        clicks.on(page.get_by_role("button", name=format, exact=True))
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@desk_and_phone()
def test_a_regions_list_is_three_clicks_from_your_work(page: Page, site: str, organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM, group=make_group("Hull Left"), name="Noor Notices")
    clicks = Clicks()
    page.goto(f"{site}/accounts/")
    clicks.on(page.get_by_role("link", name="Download a contact list"))
    look_at(page)
    clicks.on(page.get_by_label("To arrange a symposium"))
    page.get_by_label("What exactly do you need it for?").fill("To ask who can lend a hall.")
    name, table = file_of(page, clicks, "Excel")
    assert clicks.made == 3
    assert re.search(r"-K-[A-Z0-9]{4}\.xlsx$", name)
    assert file_of(page, clicks, "Excel") == (name, table)
    card_name, cards = file_of(page, clicks, "vCard")
    assert (card_name != name, b"FN:Noor Notices" in cards) == (True, True)
    assert (DownloadRequest.objects.count(), Download.objects.count()) == (1, 2)


def test_what_was_said_of_a_mistake_goes_once_it_is_corrected(page: Page, site: str, organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM, group=make_group("Hull Left"), name="Noor Notices")
    page.goto(f"{site}/regions/yorkshire-and-the-humber/desk/lists/new/")
    page.get_by_role("button", name="CSV").click()
    expect(page.get_by_role("heading", name="There are 2 problems")).to_be_visible()
    page.get_by_label("To arrange a symposium").check()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("What exactly do you need it for?").fill("To ask who can lend a hall.")
    expect(page.locator("[data-errors]")).to_have_count(0)
    expect(page.locator(".field--wrong")).to_have_count(0)
    look_at(page)


def test_the_preview_follows_what_is_chosen(page: Page, site: str, organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM, group=make_group("Hull Left"), name="Noor Notices")
    make_allowing(Purpose.SUPPORT, group=make_group("Selby Left"), name="Mo Support")
    page.goto(f"{site}/regions/yorkshire-and-the-humber/desk/lists/new/")
    preview = page.get_by_role("region", name="Preview")
    expect(preview).to_contain_text("a preview appears here")
    page.get_by_label("To arrange a symposium").check()
    expect(preview).to_contain_text("Noor Notices")
    page.get_by_label("To bring groups together").check()
    expect(preview).to_contain_text("Mo Support")
    expect(preview).not_to_contain_text("Noor Notices")
    page.get_by_text("Only some groups or roles").click()
    page.get_by_label("Hull Left").check()
    expect(preview).to_contain_text("1 row, as of now: 0 people")
    look_at(page)


@pytest.mark.parametrize("page", [Look(PHONE, javascript=False)], indirect=True, ids=str)
def test_a_large_list_is_asked_for_on_the_same_page(page: Page, site: str, organiser: User) -> None:
    make_many(make_group("Hull Left").region, 51)
    page.goto(f"{site}/regions/yorkshire-and-the-humber/desk/lists/new/")
    page.get_by_label("To arrange a symposium").check()
    page.get_by_label("What exactly do you need it for?").fill("To ask who can lend a hall.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="What you get")).to_be_focused()
    expect(page.locator("strong", has_text="rows")).to_be_in_viewport()
    page.get_by_role("button", name="Ask for approval").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact list")
    expect(page.get_by_text("Waiting for approval")).to_be_visible()
    assert Download.objects.count() == 0
