"""A week is planned: a post is written with its verdicts beside it, checked by somebody else, and put out."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect

from lla.accounts.models import User
from socialmedia.channels.models import Channel
from tests.browser_pages import DESK, PHONE, has_scripts, look_at, looks, visit
from tests.journeys.test_symposium import be
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.posts.factories import ask, gone_out, planned, ready, write

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


def team() -> tuple[User, User, Channel, Channel]:
    ours = make_channel("Our page")
    x = make_channel("Our X page", platform="twitter")
    return make_member("Sam Hollis", channel=ours), make_member("Kim Ash", channel=ours), ours, x


@looks(width=[DESK], javascript=[True, False])
def test_a_week_is_planned_with_verdicts_at_hand(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        author, reader, ours, x = team()
        be(page, site, author)
        page.goto(f"{site}/social/planner/")
        expect(page.get_by_text("Our page: No posts: too little loses engagement.")).to_be_visible()
        page.get_by_role("link", name="Plan a post for Our page, Friday 5 February 2027").click()
        write_a_post(page, ours, x)
        expect(page.get_by_text("Nobody but the writer has checked yet.", exact=True)).to_be_visible()
        page.get_by_role("button", name="Ask for a check").click()
        be(page, site, reader)
        check_it(page, f"{site}/social/planner/")
        put_it_out(page, ours)
        page.goto(f"{site}/social/planner/")
        expect(cell(page, "Our page", "Mon 1 Feb")).to_contain_text("1: low")
        expect(cell(page, "Our page", "Mon 1 Feb")).to_contain_text("posted")


def cell(page: Page, channel: str, day: str) -> Locator:
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=channel, exact=True))
    return row.locator(f"td[data-label='{day}']")


def verdicts(page: Page) -> Locator:
    return page.get_by_role("region", name="What the guidelines say")


def ask_the_guidelines(page: Page) -> None:
    """With scripts they answer by themselves when the typing pauses."""
    if not has_scripts(page):
        page.get_by_role("button", name="Check now").click()


def write_a_post(page: Page, ours: Channel, x: Channel) -> None:
    page.get_by_label("Working title").fill("Saturday at the Corn Exchange")
    page.get_by_label("Words for Our page").fill("Join us on Saturday at the Corn Exchange. Bring a friend.")
    page.locator(f"#id_hour_{ours.pk}").fill("18:00")
    page.get_by_role("checkbox", name="Our X page").check()
    page.get_by_label("Words for Our X page").fill("Saturday! " * 40)
    page.locator(f"#id_day_{x.pk}").fill("2027-02-05")
    page.locator(f"#id_hour_{x.pk}").fill("17:00")
    page.get_by_label("states an official position").check()
    ask_the_guidelines(page)
    said = verdicts(page)
    expect(said.get_by_text("Our X page: 399 characters as Twitter (X) counts them")).to_be_visible()
    expect(said.get_by_text("it is planned before Our page, where it starts")).to_be_visible()
    expect(said.get_by_text("without giving its basis")).to_be_visible()
    look_at(page)
    page.get_by_label("Words for Our X page").fill("Saturday, Corn Exchange 🎉 Bring somebody new.")
    page.locator(f"#id_hour_{x.pk}").fill("18:30")
    page.get_by_label("Basis of its position").select_option("The constitution")
    page.get_by_label("Which decision, statement or rule?").fill("Rule 4")
    ask_the_guidelines(page)
    announced = "There are no problems. There is 1 warning."
    expect(said.locator("[data-announce]")).to_have_text(announced)
    page.get_by_role("button", name="Save the post").click()
    expect(page.get_by_role("heading", level=1, name="Saturday at the Corn Exchange")).to_be_visible()


def check_it(page: Page, planner: str) -> None:
    page.goto(planner)
    page.get_by_role("region", name="Waiting for a check").get_by_role("link", name="Saturday at").click()
    check = page.get_by_role("link", name="Check the post")
    expect(check).to_be_in_viewport()
    check.click()
    page.get_by_role("button", name="It is ready to publish").click()
    expect(page.get_by_text("Thank you. The post is ready to publish.")).to_be_visible()


def put_it_out(page: Page, ours: Channel) -> None:
    page.get_by_role("link", name="Publish on Our page").click()
    expect(page.get_by_label("The words")).to_have_value(re.compile("Join us on Saturday"))
    page.get_by_label("Address of the post").fill("https://example.org/elsewhere")
    page.get_by_role("button", name="Mark as posted").click()
    expect(page.get_by_text("This address is not on Facebook")).to_be_visible()
    page.get_by_label("Address of the post").fill("https://facebook.com/ours/1")
    page.get_by_role("button", name="Mark as posted").click()
    expect(page.get_by_text("Marked as posted on Our page.")).to_be_visible()


def test_verdicts_that_are_older_than_the_words_say_so_until_they_are_asked_again(
    page: Page, site: str
) -> None:
    with time_machine.travel(NOW):
        author, _, ours, _ = team()
        be(page, site, author)
        page.goto(f"{site}/social/posts/new/?channel={ours.pk}")
        late = page.locator("[data-preview-late]")
        expect(late).to_be_hidden()
        page.route("**/preview/", lambda route: route.fulfill(status=403))
        page.get_by_label("Words for Our page").fill("Join us.")
        expect(late).to_be_visible()
        expect(page.locator("[data-preview-said]")).to_contain_text("older than what you have typed")
        look_at(page)
        page.unroute("**/preview/")
        page.get_by_label("Words for Our page").fill("Join us on Saturday.")
        expect(late).to_be_hidden()


@looks(width=[PHONE, DESK], scheme=["dark"])
def test_axe_finds_nothing_and_every_page_fits(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        author, reader, ours, x = team()
        draft = write(planned(ours), planned(x, "日" * 200), author=author, official=True, paid=True)
        checking = ask(write(planned(ours), author=author, accuses=True))
        went, waits = gone_out(planned(ours)), ready(planned(ours))
        be(page, site, reader)
        of_posts: tuple[str, ...] = (
            "",
            "new/",
            f"{draft.pk}/",
            f"{draft.pk}/edit/",
            f"{draft.pk}/reason/basis_named/",
        )
        of_posts += (f"{draft.pk}/consult/", f"{draft.pk}/drop/", f"{checking.pk}/check/peer/", f"{went.pk}/")
        of_posts += (f"{waits.pk}/out/{waits.variants.get().pk}/",)
        planner = [f"{site}/social/planner/", f"{site}/social/planner/?channel={ours.pk}"]
        for address in [*planner, *(f"{site}/social/posts/{one}" for one in of_posts)]:
            visit(page, address)
