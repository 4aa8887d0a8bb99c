"""A symposium in a browser, from the first thought to the notes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, expect

from lla.accounts.models import User
from lla.emails import delivery
from organisers.contacts.models import Contact
from organisers.regions.models import Region
from tests.browser_pages import looks
from tests.factories import sign_in
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.symposia.factories import allow_notices, make_venue

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)
MEETING = datetime(2027, 2, 13, 14, tzinfo=UTC)


def be(page: Page, site: str, user: User) -> None:
    """Sign the browser in, second factor and all."""
    cookie = sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])


def link_in_the_email(to: str) -> str:
    """The address that the newest email to somebody holds."""
    delivery.deliver_due()
    (email,) = [one for one in mail.outbox if one.to == [to]][-1:]
    [address] = re.findall(r"^http\S+/(?:consultation|coming)/$", str(email.body), re.MULTILINE)
    return str(address)


def region_with_groups() -> tuple[Region, list[Contact]]:
    region = make_region()
    names = ("Hull Left", "Selby Left", "York Left")
    groups = [make_group(name, region=region) for name in names]
    contacts = [make_contact(group, email=f"{group.slug}@example.org") for group in groups]
    make_venue(region, name="Ousegate Hall", capacity=40, transport="Bus 415 from York")
    return region, [allow_notices(contact) for contact in contacts]


@looks(javascript=[True, False])
def test_from_consultation_to_notes(page: Page, site: str) -> None:
    with time_machine.travel(NOW) as clock:
        region, (hull, selby, _) = region_with_groups()
        be(page, site, make_organiser(region))
        offer_and_ask(page, f"{site}/regions/{region.slug}/desk/symposia/")
        at_desk = page.url
        for contact, voice in ((hull, "Yes"), (selby, "If need be")):
            answer(page, link_in_the_email(contact.email), voice)
        page.goto(at_desk)
        expect(page.get_by_text("2 of 3 groups have answered.")).to_be_visible()
        decide_early(page)
        reply(page, link_in_the_email(hull.email))
        page.goto(at_desk)
        expect(page.get_by_role("cell", name="A seat near the front")).to_be_visible()
        see_as_everybody(page, f"{site}/regions/{region.slug}/symposia/2027-01/")
        clock.move_to(MEETING + timedelta(hours=4))
        be(page, site, make_organiser(region))
        page.goto(at_desk)
        note_what_was_agreed(page)
        page.goto(f"{site}/regions/{region.slug}/symposia/2027-01/")
        expect(page.get_by_role("heading", name="Notes")).to_be_visible()
        expect(page.get_by_text("Write to the council")).to_be_visible()


def offer_and_ask(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Start planning January to March 2027").click()
    page.get_by_role("link", name="Offer times and venues").click()
    page.get_by_label("Day").fill("2027-02-13")
    page.get_by_label("Starts at").fill("14:00")
    page.get_by_label("Ends at").fill("17:00")
    page.get_by_role("button", name="Add the time").click()
    page.get_by_label("Venue", exact=True).select_option("Ousegate Hall")
    page.get_by_role("button", name="Add the venue").click()
    page.get_by_label("What could be on the agenda?").fill("Buses between our towns")
    page.get_by_role("button", name="Add the idea").click()
    page.get_by_role("link", name="Ask the groups").click()
    page.get_by_label("Last day to answer").fill("2027-01-25")
    page.get_by_role("button", name="Open the consultation").click()
    expect(page.get_by_role("heading", name="Consulting the groups")).to_be_visible()


def answer(page: Page, address: str, voice: str) -> None:
    page.goto(address)
    for line in page.get_by_role("radio", name=voice, exact=True).all():
        line.check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Thank you. Your group’s answers are saved.")).to_be_visible()


def decide_early(page: Page) -> None:
    page.get_by_role("link", name="Decide time and place").click()
    expect(page.get_by_text("Not reminded yet: York Left.")).to_be_visible()
    expect(page.get_by_text("2 groups can come. Selby Left can come if need be.")).to_be_visible()
    page.get_by_role("radio", name="Saturday 13 February 2027").check()
    page.get_by_role("radio", name="Ousegate Hall").check()
    page.get_by_label("Why this time and place?").fill("Most groups can come, and the bus runs.")
    page.get_by_role("button", name="Confirm and tell the groups").click()
    page.get_by_label("Why are you deciding before").fill("The hall has to be booked today.")
    page.get_by_role("button", name="Confirm and tell the groups").click()
    expect(page.get_by_role("heading", name="Confirmed")).to_be_visible()


def reply(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("radio", name="Yes").check()
    page.get_by_label("How many people?").fill("3")
    page.get_by_label("Does anybody have access needs").fill("A seat near the front")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Thank you. Your group’s answers are saved.")).to_be_visible()


def see_as_everybody(page: Page, address: str) -> None:
    page.context.clear_cookies()
    page.goto(address)
    expect(page.get_by_text("Bus 415 from York")).to_be_visible()
    expect(page.get_by_text("A seat near the front")).to_have_count(0)
    expect(page.get_by_text("Hull Left")).to_have_count(0)


def note_what_was_agreed(page: Page) -> None:
    page.get_by_role("button", name="Mark as held").click()
    page.get_by_role("link", name="Write the notes").click()
    page.get_by_label("Text").fill("We met and agreed on buses.")
    page.get_by_role("button", name="Save the notes").click()
    page.get_by_role("link", name="Add an action point").click()
    page.get_by_label("What has to be done?").fill("Write to the council")
    page.get_by_role("button", name="Add the action point").click()
    page.get_by_role("button", name="Publish the notes").click()
    expect(page.get_by_text("Everybody can read it.")).to_be_visible()
