"""Words are on a platform already when their post is cancelled: two steps put that on record."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.models import Variant
from tests.browser_pages import desk_and_phone, look_at
from tests.factories import make_user
from tests.journeys.steps import go_on, see
from tests.journeys.test_symposium import be
from tests.socialmedia.factories import make_member
from tests.socialmedia.posts.factories import actor, ready
from tests.socialmedia.posts.factories import page as our_page

pytestmark = pytest.mark.django_db(transaction=True)
LINK = "https://facebook.com/ours/1"


@pytest.fixture(autouse=True)
def january() -> Iterator[None]:
    with time_machine.travel(datetime(2027, 1, 11, 12, tzinfo=UTC)):
        yield


@desk_and_phone()
def test_what_is_out_already_is_recorded_on_an_old_page(page: Page, site: str) -> None:
    be(page, site, make_member("Yusra Siddiq", channel=our_page()))
    post = ready()
    variant = post.variants.get()
    page.goto(f"{site}/social/posts/{post.pk}/out/{variant.pk}/")
    see(page, "Publish the post")
    posts_workflow.drop(post, why="The date is wrong.", by=actor(make_user(name="Imre Halloran")))
    page.get_by_label("Address of the post").fill(LINK)
    go_on(page, "Mark as posted")
    expect(page.get_by_text("Imre Halloran cancelled this post on").first).to_be_visible()
    expect(page.get_by_label("Address of the post")).to_have_value(LINK)
    page.get_by_label("Address of the post").fill("facebook.com")
    go_on(page, "Record that it was posted")
    expect(page.get_by_text("Open the post there, and copy its own.").first).to_be_visible()
    look_at(page)
    page.get_by_label("Address of the post").fill(LINK)
    go_on(page, "Record that it was posted")
    expect(
        page.get_by_text("Recorded: it is on Our facebook page although it was cancelled.")
    ).to_be_visible()
    assert Variant.objects.get(pk=variant.pk).link == LINK
