"""The manager adds a platform whose limits are known, and finds what was posted on it."""

import pytest
from playwright.sync_api import Page, expect

from socialmedia.channels.models import Platform
from socialmedia.team.choices import Role
from tests.browser_pages import desk_and_phone, look_at
from tests.journeys.steps import arrive, be, go_on
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.posts.factories import planned, write

pytestmark = pytest.mark.django_db(transaction=True)


@desk_and_phone()
def test_a_platform_is_added_in_four_presses_and_its_posts_are_found(page: Page, site: str) -> None:
    be(page, site, make_member("Manny Ager", Role.MANAGER))
    page.goto(f"{site}/social/channels/")
    page.get_by_role("link", name="What each platform allows").click()
    look_at(page)
    page.get_by_role("link", name="Add a platform").click()
    page.get_by_role("link", name="Mastodon").click()
    expect(page.get_by_label("Most characters of a post")).to_have_value("500")
    page.get_by_label("Sites of its addresses").fill("a server")
    go_on(page, "Add the platform")
    expect(page.get_by_text("“a” is not a site.").first).to_be_visible()
    look_at(page)
    page.get_by_label("Sites of its addresses").fill("social.example.org")
    go_on(page, "Add the platform")
    arrive(page, "Platforms")
    expect(page.get_by_text("Mastodon is added, as the least preferred platform.")).to_be_visible()
    ours = make_channel("Our Mastodon page", platform=Platform.objects.last().slug)  # type: ignore[union-attr]
    write(planned(ours, "Solidarity with the ferry crews."))
    write(planned(make_channel("Our page"), "A walk."))
    find(page, site)


def find(page: Page, site: str) -> None:
    """By a word in another form, and by where it was; the address brings the same again."""
    page.goto(f"{site}/social/posts/")
    look_at(page)
    page.get_by_label("Words").fill("ferries")
    page.get_by_text("Channel, kind, author, days").click()
    page.get_by_label("Channel", exact=False).first.select_option("Our Mastodon page")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("row")).to_have_count(2)
    look_at(page)
    page.reload()
    expect(page.get_by_label("Words")).to_have_value("ferries")
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Clear search").click()
    expect(page.get_by_role("row")).to_have_count(3)
