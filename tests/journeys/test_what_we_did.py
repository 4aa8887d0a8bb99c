"""What a volunteer did about a comment is recorded in a minute on a phone, and a complaint is passed on."""

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect

from socialmedia.comments.models import Incident
from socialmedia.complaints.models import Complaint
from tests.browser_pages import PHONE, look_at, looks
from tests.journeys.steps import be
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.factories import make_channel, make_member

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)
MOST_TAPS = 7


class Thumb:
    """Counts how often a telephone is touched; typing into a field is one touch."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, target: Locator) -> None:
        self.taps += 1
        target.click()

    def type(self, target: Locator, words: str) -> None:
        self.taps += 1
        target.fill(words)


@looks(width=[PHONE], javascript=[True, False])
def test_three_fields_from_today_take_seven_taps(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        be(page, site, make_member("Sam Hollis", channel=make_channel("Our page")))
        page.goto(f"{site}/social/board/")
        thumb = Thumb()
        thumb.tap(page.get_by_role("link", name="Conversations"))
        thumb.tap(page.get_by_role("link", name="What we did"))
        thumb.tap(page.get_by_role("link", name="Record what you did"))
        look_at(page)
        thumb.taps += 1
        page.get_by_label("Where was it?").select_option("Our page")
        thumb.tap(page.get_by_label("Left it"))
        thumb.type(page.get_by_label("What happened?"), "Somebody found the banner ugly.")
        thumb.tap(page.get_by_role("button", name="Save", exact=True))
        expect(page.get_by_role("link", name="Left it: Somebody found the banner ugly.")).to_be_visible()
        look_at(page)
        assert (thumb.taps, Incident.objects.get().done) == (MOST_TAPS, "leave")


@looks(width=[PHONE], javascript=[False])
def test_a_comment_is_passed_on_as_a_complaint_without_typing(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        ours = make_channel("Our page")
        be(page, site, make_member("Sam Hollis", channel=ours))
        comment = make_comment(channel=ours, words="You posted my face without asking me.")
        page.goto(f"{site}/social/comments/{comment.pk}/")
        page.get_by_role("link", name="Pass it on as a complaint").click()
        look_at(page)
        page.get_by_label("Something we posted").check()
        page.get_by_label("Nobody in particular").check()
        page.get_by_role("button", name="Pass it on").click()
        expect(page.get_by_text("Passed on to the people who handle complaints.")).to_be_visible()
        assert Complaint.objects.get().words == "You posted my face without asking me."
