"""A link is shared from the board in six taps or fewer, and checked from the email by one."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Locator, Page, expect

from lla.accounts.models import User
from lla.emails.delivery import deliver_due
from lla.site.dev_mail import code_now
from socialmedia.posts.choices import PostStatus
from socialmedia.posts.models import Post
from tests.browser_pages import PHONE, desk_and_phone, look_at, looks
from tests.factories import SECRET
from tests.journeys.steps import arrive, be, go_on, open_the_email
from tests.socialmedia.factories import make_channel, make_member, make_source, require_checks

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 2, 1, 9, 7, tzinfo=UTC)
LINK = "https://riverside-chronicle.example.org/news/buses-run-again-4711"
UNKNOWN = "https://anvil.example.org/news/trains-run-late"
MOST_TAPS = 6


class Thumb:
    """Counts how often a telephone is touched; pasting into a field is one touch."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, target: Locator) -> None:
        self.taps += 1
        target.click()

    def paste(self, target: Locator, words: str) -> None:
        self.taps += 1
        target.fill(words)


@looks(width=[PHONE], javascript=[True, False])
def test_a_known_link_takes_six_taps_and_its_check_one(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        require_checks()
        ours = make_channel("Our page")
        sam, ann = make_member("Sam Hollis", channel=ours), make_member("Ann Bell", channel=ours)
        make_source()
        be(page, site, sam)
        page.goto(f"{site}/social/board/")
        thumb = Thumb()
        share_it(page, thumb)
        assert thumb.taps <= MOST_TAPS
        expect(page.get_by_text("Planned for Our page: Monday 1 February 2027, 11.15 am.")).to_be_visible()
        look_at(page)
        check_it(page, site, ann)
        assert Post.objects.get().status == PostStatus.READY


def share_it(page: Page, thumb: Thumb) -> None:
    thumb.tap(page.get_by_role("link", name="Share a link"))
    look_at(page)
    thumb.paste(page.get_by_label("Link"), f"Buses run again {LINK}?utm_source=app")
    thumb.tap(page.get_by_role("button", name="Continue"))
    expect(page.get_by_label("Working title")).to_have_value("Buses run again")
    look_at(page)
    thumb.tap(page.get_by_label("I have read it in full"))
    thumb.tap(page.get_by_role("button", name="Plan the share"))


def check_it(page: Page, site: str, colleague: User) -> None:
    """Opening the letter's link changes nothing; one tap on the page that it opens does."""
    be(page, site, colleague)
    open_the_email(page, colleague.email, about="needs your check")
    arrive(page, "Check the post")
    look_at(page)
    assert Post.objects.get().status == PostStatus.CHECKING
    page.get_by_role("button", name="It is ready to publish").click()
    expect(page.get_by_text("Thank you. The post is ready to publish.")).to_be_visible()


@desk_and_phone()
def test_a_new_source_is_reviewed_on_the_same_page(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        ours = make_channel("Our page")
        be(page, site, make_member("Sam Hollis", channel=ours))
        page.goto(f"{site}/social/share/?text={UNKNOWN}")
        page.get_by_label("What we say with it").fill("They run late again.")
        page.get_by_role("button", name="Plan the share").click()
        expect(page.get_by_role("link", name="Write who it is.")).to_be_visible()
        expect(page.get_by_label("What we say with it")).to_have_value("They run late again.")
        look_at(page)
        page.get_by_label("Who is it?").fill("Anvil")
        page.get_by_role("group", name="Are its facts reliable?").get_by_label("Yes").check()
        page.get_by_role("group", name="Does it conflict with our principles?").get_by_label("No").check()
        page.get_by_label("What did you look at?").fill("Twenty articles.")
        page.get_by_label("I have read it in full").check()
        page.get_by_role("button", name="Plan the share").click()
        expect(page.get_by_text("Planned for Our page")).to_be_visible()


@looks(width=[PHONE], javascript=[False])
def test_somebody_signed_out_signs_in_and_finds_what_was_shared(page: Page, site: str) -> None:
    sam = make_member("Sam Hollis", channel=make_channel("Our page"))
    make_source()
    page.goto(f"{site}/social/share/?title=Buses&text={LINK}")
    page.get_by_label("Email").fill(sam.email)
    go_on(page, "Send me a code")
    deliver_due()
    code = re.search(r"^([A-Z0-9-]{6,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    page.get_by_label("Code").fill(code[1])
    go_on(page, "Sign in")
    page.get_by_label("Code").fill(code_now(SECRET))
    go_on(page, "Sign in")
    go_on(page, "Do not remember")
    arrive(page, "Share a link")
    expect(page.get_by_label("Working title")).to_have_value("Buses")
