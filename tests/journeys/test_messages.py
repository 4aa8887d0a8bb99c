"""A day with direct messages, a comment and the filter list in a browser."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Page, Route, expect

from lla.acts.actors import SYSTEM
from socialmedia.channels.models import Channel
from socialmedia.messages import workflow as messages_workflow
from socialmedia.messages.choices import MessageKind
from tests.browser_pages import desk_and_phone, look_round
from tests.factories import make_user
from tests.journeys.steps import go_on, see
from tests.journeys.test_symposium import be
from tests.organisers.factories import make_organiser, make_region
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.factories import make_channel, make_member, make_source
from tests.socialmedia.filters.factories import make_filter_list
from tests.socialmedia.messages.factories import make_message

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def january() -> Iterator[None]:
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def channel(page: Page, site: str) -> Channel:
    """Our page, and somebody of its team signed in."""
    channel = make_channel("Our page")
    be(page, site, make_member("Jo Brook", channel=channel))
    return channel


@desk_and_phone()
def test_from_the_inbox_to_an_answer_and_whoever_may_join_to_their_organiser(
    page: Page, site: str, channel: Channel
) -> None:
    make_organiser(make_region("North West"), name="Sam Hollis")
    make_message(came_at=NOW - timedelta(hours=5), words="Where do we meet on Saturday?")
    note_somebody_who_may_join(page, f"{site}/social/messages/")
    page.get_by_label("Region").select_option("North West")
    go_on(page, "Refer them to its organiser")
    expect(page.get_by_text("Sam Hollis organises North West.")).to_be_visible()
    go_on(page, "I have answered it")
    see(page, "Direct messages")
    page.get_by_role("link", name="Where do we meet on Saturday?").click()
    see(page, "A genuine request")
    expect(page.get_by_role("heading", name="Getting late")).to_be_visible()
    page.get_by_label("Note for the team").fill("Sent the address")
    go_on(page, "I have answered it")
    expect(page.get_by_text("There are no messages to answer.")).to_be_visible()
    page.get_by_role("link", name="Dealt with 2").click()
    expect(page.get_by_text("on time, but after more than 4 hours.")).to_be_visible()


def note_somebody_who_may_join(page: Page, inbox: str) -> None:
    fill_in_somebody_who_may_join(page, inbox)
    go_on(page, "Save")
    see(page, "Somebody who may join")


def fill_in_somebody_who_may_join(page: Page, inbox: str) -> None:
    page.goto(inbox)
    page.get_by_role("link", name="Record a message").click()
    page.get_by_label("Where did it come in?").select_option("Our page")
    page.get_by_label("Somebody who may join").check()
    page.get_by_label("Who wrote it?").fill("Kim")


def test_a_button_pressed_again_before_the_answer_comes_sends_once(
    page: Page, site: str, channel: Channel
) -> None:
    fill_in_somebody_who_may_join(page, f"{site}/social/messages/")
    held: list[Route] = []
    page.route("**/*", lambda route: held.append(route) if is_sent(route) else route.continue_())
    button = page.get_by_role("button", name="Save")
    button.evaluate("button => { button.click(); setTimeout(() => button.click(), 200); }")
    page.wait_for_timeout(600)
    assert len(held) == 1
    held[0].continue_()
    see(page, "Somebody who may join")
    assert channel.messages.count() == 1


def is_sent(route: Route) -> bool:
    return route.request.method == "POST"


@desk_and_phone()
def test_a_filter_list_is_made_installed_and_tried(page: Page, site: str, channel: Channel) -> None:
    page.goto(f"{site}/social/filters/")
    page.get_by_role("link", name="Make the first version").click()
    see(page, "A new version of the filter list")
    page.get_by_label("The words").fill("loser\npalm tree")
    page.get_by_label("What changes, and why?").fill("First words")
    go_on(page, "Save this version")
    see(page, "Filter list, version 1")
    expect(page.get_by_label("For Facebook")).to_have_value("loser, losers, palm tree, palm trees")
    go_on(page, "I have put version 1 into Our page’s settings")
    expect(page.get_by_text("This version")).to_be_visible()
    page.get_by_role("link", name="Filters", exact=True).first.click()
    page.get_by_label("Text").fill("Sit under P.A.L.M T.R.E.E.S, l0ser")
    go_on(page, "Test")
    see(page, "Test the filter list")
    expect(page.get_by_role("heading", name="2 words of version 1 found")).to_be_visible()


def test_axe_finds_nothing_and_every_page_fits(page: Page, site: str, channel: Channel) -> None:
    recruit = messages_workflow.pass_on(make_message(MessageKind.RECRUIT), make_region(), by=SYSTEM)
    article = make_message(MessageKind.ARTICLE, source=make_source(vetted=None))
    late = make_message(came_at=NOW - timedelta(days=2))
    done = messages_workflow.answer(make_message(), note="Sent the date", person=make_user(), by=SYSTEM)
    comment = make_comment(link="https://social.example.org/post/7")
    make_filter_list(["loser"])
    make_filter_list(["tree"], why="Nobody minds a loser")
    addresses = (
        "messages/", "messages/new/", f"messages/{recruit.pk}/", f"messages/{article.pk}/",
        f"messages/{done.pk}/", f"messages/{late.pk}/kind/", "comments/", "comments/new/",
        f"comments/{comment.pk}/", "filters/", "filters/2/", "filters/new/",
    )  # fmt: skip
    look_round(page, site, [f"/social/{address}" for address in addresses])
