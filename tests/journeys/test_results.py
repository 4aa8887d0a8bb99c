"""What came of a post is entered by hand, and corrected from a spreadsheet that its platform gives."""

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from tests.browser_pages import desk_and_phone, look_at
from tests.journeys.steps import arrive, be, go_on
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.posts.factories import gone_out, planned

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 2, 3, 12, tzinfo=UTC)
SHEET = "Permalink,Reach,Likes\nhttps://facebook.com/ours/1,1900,31\nhttps://facebook.com/theirs/9,1,1\n"


@desk_and_phone()
def test_results_take_two_presses_and_a_spreadsheet_three(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        ours = make_channel("Our page")
        post = gone_out(planned(ours))
        be(page, site, make_member("Sam Hollis", channel=ours))
        page.goto(f"{site}/social/posts/{post.pk}/")
        page.get_by_role("link", name="Enter results").click()
        look_at(page)
        page.get_by_label("People reached").fill("1,200")
        page.get_by_label("Likes and reactions").fill("many")
        go_on(page, "Save the results")
        expect(page.get_by_role("link", name="Enter a whole number.")).to_be_visible()
        page.get_by_label("Likes and reactions").fill("31")
        go_on(page, "Save the results")
        expect(page.get_by_text("Results saved.")).to_be_visible()
        look_at(page)
        bring_in(page, site)
        page.goto(f"{site}/social/posts/{post.pk}/")
        expect(page.get_by_text("1,900")).to_be_visible()
        expect(page.get_by_text("Results corrected")).to_be_visible()


def bring_in(page: Page, site: str) -> None:
    page.goto(f"{site}/social/figures/")
    page.get_by_role("link", name="Bring in figures").click()
    page.get_by_label("Single posts").check()
    go_on(page, "Read the figures")
    expect(page.get_by_role("link", name="Choose a file, or paste the table.")).to_be_visible()
    look_at(page)
    page.get_by_label("Or paste the table").fill(SHEET)
    go_on(page, "Read the figures")
    arrive(page, "What happens to each row")
    expect(page.get_by_text("1,200 becomes 1,900")).to_be_visible()
    expect(page.get_by_text("No post of ours is marked as published at this address.")).to_be_visible()
    look_at(page)
    go_on(page, "Bring in the figures")
    expect(page.get_by_text("1 row brought in.")).to_be_visible()
