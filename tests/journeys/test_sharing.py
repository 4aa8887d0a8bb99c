"""Something is shared: its source is looked into once, and the next share needs nobody to do it again."""

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from socialmedia.sources.models import Source
from tests.browser_pages import DESK, PHONE, has_scripts, look_at, looks, visit
from tests.journeys.test_symposium import be
from tests.socialmedia.factories import make_channel, make_member, make_source

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
FIRST = "https://www.riverside.example.org/news/buses"
SECOND = "https://riverside.example.org/news/trains?from=page"


@looks(width=[PHONE], javascript=[True, False])
def test_a_source_vetted_for_one_share_serves_the_next(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        ours = make_channel("Our page")
        be(page, site, make_member("Sam Hollis", channel=ours))
        page.goto(f"{site}/social/posts/new/?day=2027-02-05&channel={ours.pk}")
        begin_a_share(page, FIRST)
        expect(page.get_by_text("riverside.example.org is not among the sources yet.")).to_be_visible()
        look_at(page)
        look_into_it(page, site)
        page.goto(f"{site}/social/posts/new/?day=2027-02-05&channel={ours.pk}")
        begin_a_share(page, SECOND)
        page.get_by_text("checks are fine").click()
        expect(page.get_by_text("Riverside Chronicle was reviewed on 1 February 2027")).to_be_visible()
        page.get_by_label("Working title").fill("Trains")
        page.get_by_label("Words for Our page").fill("Worth reading to the end.")
        page.get_by_label("Time in London").fill("18:00")
        page.get_by_role("button", name="Save the post").click()
        expect(page.get_by_text("Riverside Chronicle", exact=True)).to_be_visible()
        look_at(page)


def begin_a_share(page: Page, link: str) -> None:
    page.get_by_label("A share of somebody else").check()
    page.get_by_label("Address of what is shared").fill(link)
    page.get_by_label("Who has read it in full?").select_option("Sam Hollis")
    if not has_scripts(page):
        page.get_by_role("button", name="Check now").click()


def look_into_it(page: Page, site: str) -> None:
    page.goto(f"{site}/social/sources/new/?link={FIRST}")
    page.get_by_label("Who is it?").fill("Riverside Chronicle")
    page.get_by_role("button", name="Add the source").click()
    expect(page.get_by_role("heading", level=1, name="Review the source")).to_be_visible()
    page.get_by_role("group", name="Are its facts reliable?").get_by_label("Yes").check()
    page.get_by_role("group", name="Does it conflict with our principles?").get_by_label("No").check()
    page.get_by_label("What did you look at?").fill("Twenty articles: each names its sources.")
    page.get_by_role("button", name="Save the review").click()
    page.get_by_role("button", name="Record the like").click()
    expect(page.get_by_text("Recorded: Our page likes Riverside Chronicle.")).to_be_visible()


@looks(width=[PHONE, DESK], scheme=["dark"])
def test_axe_finds_nothing_on_the_pages_of_sources(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        be(page, site, make_member("Sam Hollis", channel=make_channel("Our page")))
        source: Source = make_source()
        make_source("Anvil", vetted=None)
        sources = f"{site}/social/sources"
        for address in ("/", "/new/", f"/{source.pk}/", f"/{source.pk}/vet/"):
            visit(page, sources + address)
