"""A page that the team is too small for: refused, asked about, and opened once somebody is found."""

import pytest
from playwright.sync_api import Page, expect

from socialmedia.channels.models import Channel
from socialmedia.team.choices import Role
from tests.browser_pages import DESK, PHONE, Look, look_at, visit
from tests.factories import make_user
from tests.journeys.steps import see
from tests.journeys.test_symposium import be
from tests.socialmedia.factories import make_appointment, make_member
from tests.socialmedia.staffing.factories import Six, make_coordinator, make_six

pytestmark = pytest.mark.django_db(transaction=True)
ENTER, SPACE = "Enter", "Space"
in_two_looks = pytest.mark.parametrize(
    "page", [Look(PHONE, javascript=False), Look(DESK, scheme="dark")], indirect=True, ids=str
)


@in_two_looks
def test_a_platform_is_refused_asked_about_and_opened(page: Page, site: str) -> None:
    six = make_six()
    be(page, site, make_coordinator())
    visit(page, f"{site}/social/channels/")
    plan_a_page(page)
    appoint_to(Channel.objects.get(slug="our-twitter-page"), six)
    be_refused(page)
    ask_what_if(page, six)
    make_appointment(
        make_user("", "Gus Hale"), Role.ADAPTER, channel=Channel.objects.get(slug="our-twitter-page")
    )
    visit(page, f"{site}/social/channels/our-twitter-page/")
    open_it(page)
    be(page, site, make_member("Manny Ager", Role.MANAGER))
    visit(page, f"{site}/social/channels/")
    put_it_first(page)


def plan_a_page(page: Page) -> None:
    """Wrongly first: what was typed is still there beside the sentence."""
    page.get_by_role("link", name="Plan a new public page").press(ENTER)
    see(page, "Plan a channel")
    page.get_by_label("Name").fill("Our Twitter page")
    page.get_by_label("Its address there").fill("https://x.com/ournetwork")
    page.get_by_role("button", name="Plan the channel").press(ENTER)
    expect(
        page.get_by_text("There is already a public page on Facebook: Our Facebook page.").first
    ).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Our Twitter page")
    page.get_by_label("Platform").select_option("Twitter (X)")
    page.get_by_role("button", name="Plan the channel").press(ENTER)
    see(page, "Our Twitter page")


def appoint_to(channel: Channel, six: Six) -> None:
    for person in six.people[:3]:
        make_appointment(person, Role.PAGE_ADMIN, channel=channel)


def be_refused(page: Page) -> None:
    page.get_by_role("link", name="Open the channel").press(ENTER)
    see(page, "Open the channel")
    expect(page.get_by_text("With Our Twitter page open the team needs 1 more person.")).to_be_visible()
    expect(page.get_by_text("Keep it closed until you find somebody")).to_be_visible()
    expect(page.get_by_role("button", name="Open the channel")).to_have_count(0)


def ask_what_if(page: Page, six: Six) -> None:
    page.get_by_role("link", name="Ask what if").press(ENTER)
    see(page, "Staffing")
    page.get_by_role("group", name="Open a page on").get_by_label("Twitter (X)").press(SPACE)
    page.get_by_role("button", name="Show the result").press(ENTER)
    expect(page.get_by_text("No: the team needs 1 more person.")).to_be_visible()
    look_at(page)
    page.get_by_role("group", name="Open a page on").get_by_label("Twitter (X)").press(SPACE)
    page.get_by_label("Somebody is away").select_option(six.last.name)
    page.get_by_role("button", name="Show the result").press(ENTER)
    expect(page.get_by_text("Enter the first day they are away.").first).to_be_visible()
    expect(page.get_by_label("Somebody is away")).to_have_value(str(six.last.pk))
    look_at(page)


def open_it(page: Page) -> None:
    page.get_by_role("link", name="Open the channel").press(ENTER)
    see(page, "Open the channel")
    page.get_by_label("Why are you opening it?").fill("Gus adapts our posts for it.")
    page.get_by_role("button", name="Open the channel").press(ENTER)
    expect(
        page.get_by_text("The channel is open. The people who work on it have been emailed.")
    ).to_be_visible()
    expect(page.get_by_text("Gus adapts our posts for it.")).to_be_visible()
    look_at(page)


def put_it_first(page: Page) -> None:
    """Wrongly first: two platforms at one place."""
    page.get_by_role("link", name="Order of the platforms").press(ENTER)
    see(page, "Order of preference")
    page.get_by_label("Twitter (X)", exact=True).fill("1")
    page.get_by_label("Instagram", exact=True).fill("1")
    page.get_by_label("Decision or reason").fill("The team agreed on it.")
    page.get_by_role("button", name="Save the order").press(ENTER)
    expect(page.get_by_text("Twitter (X) was put at place 1, too.").first).to_be_visible()
    look_at(page)
    page.get_by_label("Instagram", exact=True).fill("3")
    page.get_by_role("button", name="Save the order").press(ENTER)
    see(page, "Channels")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Our Twitter page")
