"""The steps of journeys through the site, each as a person would take it; the tests put them in a row."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, expect

from lla.accounts.models import User
from lla.emails.delivery import deliver_due
from lla.site.dev_mail import code_now
from tests.browser_pages import PHONE, has_scripts, look_at
from tests.factories import SECRET, sign_in
from tests.lla.papers.drawn_files import said_by, squeezed
from tests.motions.page_text import article_words

BODY = """Conference notes:

- Groups in neighbouring towns often do not know of each other.

Conference resolves:

- To appoint organisers who follow the party's own regions.
"""


@dataclass(frozen=True)
class Member:
    """Somebody with a name and an address."""

    name: str
    email: str


def go_on(page: Page, button: str = "Continue") -> None:
    page.get_by_role("button", name=button, exact=True).click()


def arrive(page: Page, heading: str | re.Pattern[str]) -> None:
    """The page of this heading is there; another test looks at it in every way."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def see(page: Page, heading: str | re.Pattern[str]) -> None:
    """The page of this heading is there, and in order."""
    arrive(page, heading)
    look_at(page)


def begin_a_motion(page: Page, site: str) -> None:
    page.goto(f"{site}/motions/submit/")
    see(page, "Submit a motion")
    go_on(page, "Start")
    see(page, "Who the motion is from")
    expect(page.get_by_label("Which group?")).to_be_hidden()


def say_it_comes_from_a_group(page: Page, *, group: str, passed_on: str, item: str) -> None:
    page.get_by_label("An affiliated group that debated and passed it").check()
    page.get_by_label("Which group?").select_option(group)
    say_when_it_passed(page, passed_on)
    page.get_by_label(item).check()
    go_on(page)


def say_when_it_passed(page: Page, day: str) -> None:
    """The day, such as 2026-09-05, into the three boxes."""
    asked = page.get_by_role("group", name="When did the group pass it?")
    for label, part in zip(("Year", "Month", "Day"), day.split("-"), strict=True):
        asked.get_by_label(label).fill(part)


def say_it_comes_from_signatories(page: Page, *, item: str) -> None:
    page.get_by_label(re.compile("people who sign it|person who signs it")).check()
    expect(page.get_by_label("Which group?")).to_be_hidden()
    page.get_by_label(item).check()
    go_on(page)


def write_the_text(page: Page, *, title: str, body: str = BODY) -> None:
    """Typed, looked at as it will read, and gone on from."""
    see(page, "The text of your motion")
    page.get_by_label("Title").fill(title)
    page.get_by_label("What should conference note, believe and resolve?").fill(body)
    beside = has_scripts(page) and page.viewport_size and page.viewport_size["width"] > PHONE
    if not beside:
        go_on(page, "Preview")
    reads = page.get_by_role("region", name="Preview")
    expect(reads.get_by_role("heading", name=title)).to_be_visible()
    expect(reads.get_by_role("listitem")).to_have_text(
        [re.compile("1 Groups in neighbouring"), re.compile("2 To appoint organisers")]
    )
    look_at(page)
    if has_scripts(page) and not beside:
        go_on(page, "Write")
    expect(page.get_by_text(re.compile(r"^\d+ (of \d+ )?words\.$"))).to_be_visible()
    go_on(page)


def name_myself(page: Page, member: Member) -> None:
    see(page, "People")
    page.get_by_label("Your name", exact=True).fill(member.name)
    page.get_by_label("Your email address").fill(member.email)


def name_the_confirming_officer(page: Page, member: Member) -> None:
    page.get_by_label("The confirming officer’s name").fill(member.name)
    page.get_by_label("The confirming officer’s email address").fill(member.email)


def check_and_send(page: Page, *, title: str) -> str:
    """Read once more and send; answers the reference on the receipt."""
    go_on(page)
    see(page, "Check and send")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    go_on(page, "Send the motion")
    see(page, "We have your motion")
    reference = page.get_by_text(re.compile(r"^m\d+$")).inner_text()
    expect(page.locator(".hash")).to_have_text(re.compile("[0-9a-f]{64}"))
    return reference


def open_the_email(page: Page, to: str, *, about: str) -> None:
    """Follow the link in the newest email to somebody whose subject says so."""
    deliver_due()
    emails = [email for email in mail.outbox if email.to == [to] and about in email.subject]
    assert emails, f"no email “{about}” to {to}: {[(one.to, one.subject) for one in mail.outbox]}"
    found = re.findall(r"^https?://\S+$", str(emails[-1].body), re.MULTILINE)
    # The foot of an email has the address by which emails of its kind, or all emails, end.
    addresses = [
        address for address in found if "/accounts/emails/" not in address and "/stop/" not in address
    ]
    assert len(addresses) == 1
    page.goto(addresses[0])


def confirm_by_email(page: Page, member: Member, *, about: str, button: str, what: str = "a motion") -> None:
    open_the_email(page, member.email, about=about)
    see(page, f"Your support for {what}")
    go_on(page, button)


def sign_at(page: Page, address: str, member: Member) -> None:
    """Sign where the mover's address leads to, and confirm by the email that comes."""
    page.goto(address)
    sign(page, member)
    see(page, "Check your email")
    confirm_by_email(page, member, about="confirm your signature", button="Confirm that I sign it")
    expect(page.get_by_text("You support this motion")).to_be_visible()
    look_at(page)


def sign(page: Page, member: Member) -> None:
    see(page, "Sign this motion")
    page.get_by_label("Your name", exact=True).fill(member.name)
    page.get_by_label("Your email address").fill(member.email)
    go_on(page, "Sign the motion")


def ask_for_my_motions(page: Page, site: str, member: Member) -> None:
    page.goto(f"{site}/motions/mine/")
    see(page, "My motions")
    page.get_by_label("Your email address").fill(member.email)
    go_on(page, "Send me a link")
    expect(page.get_by_role("status").get_by_text("If this address was used for a motion")).to_be_visible()
    open_the_email(page, member.email, about="Your link to your motions")
    see(page, "Open my motions")
    go_on(page, "Open my motions")
    see(page, "My motions")


def close_my_motions(page: Page, site: str) -> None:
    page.goto(f"{site}/motions/mine/")
    go_on(page, "Close my motions")
    expect(page.get_by_label("Your email address")).to_be_visible()


def sign_in_with_second_factor(page: Page, site: str, email: str) -> None:
    """Open the desk by an emailed code and an authenticator app that holds the tests' secret."""
    page.goto(f"{site}/admin/")
    page.get_by_label("Email").fill(email)
    go_on(page, "Send me a code")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your sign-in code")
    deliver_due()
    emails = [str(email.body) for email in mail.outbox if email.subject == "Your sign-in code"]
    code = re.search(r"^([A-Z0-9-]{6,})$", emails[-1], re.MULTILINE)
    assert code
    page.get_by_label("Code").fill(code[1])
    go_on(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your second factor")
    page.get_by_label("Code").fill(code_now(SECRET))
    go_on(page, "Sign in")
    go_on(page, "Do not remember")
    see(page, "The desk")


def be(page: Page, site: str, user: User) -> None:
    """Sign the browser in, second factor and all."""
    cookie = sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])


def send_again_after_signing_in(page: Page, site: str, user: User) -> None:
    """What was sent when the session had ended is still on the page, and goes once somebody has signed in."""
    arrive(page, "Sign in first")
    be(page, site, user)
    go_on(page, "Send again")


def open_from_the_queue(page: Page, title: str, *, label: str = "A") -> None:
    """From the desk's front page to the sheet of a motion that waits for a ruling."""
    page.get_by_role("link", name="waiting for a ruling").click()
    arrive(page, "Motions")
    page.get_by_role("link", name=title).click()
    see(page, f"{label}) {title}")


def mark_one_subject(page: Page) -> None:
    point = page.get_by_role("group", name="It has one subject").get_by_label("Fine")
    point.check()
    go_on(page, "Save the checklist")
    expect(page.get_by_text("Checklist saved.")).to_be_visible()
    expect(point).to_be_checked()


def do_and_send(page: Page, act: str, *, to: str, done: str) -> None:
    """An act on the motion whose sheet is open, the email it sends being looked at first."""
    page.get_by_role("link", name=act, exact=True).click()
    arrive(page, act)
    go_on(page, "Preview the email")
    see(page, re.compile(f"{re.escape(act)}: the emails? it sends"))
    expect(page.get_by_role("article").filter(has_text=to)).to_be_visible()
    go_on(page, act if "Send" in act else f"{act} and send")
    expect(page.get_by_text(done)).to_be_visible()


def read_from_the_front_page(page: Page, site: str, *, item: str, title: str) -> None:
    """As somebody who has nothing to do with it, by way of the agenda item, to the motion's own page."""
    page.context.clear_cookies()
    page.goto(site)
    page.get_by_role("link", name=item, exact=True).click()
    arrive(page, f"All motions received on the agenda item ‘{item}’")
    article = page.get_by_role("article", name=f"A) {title}")
    article.get_by_role("link", name="Its own page").click()
    arrive(page, f"A) {title}")


def download_both_files(page: Page, folder: Path) -> None:
    """Each file of the motion whose page is open says what the page says."""
    page_says = squeezed(article_words(page.locator("article").inner_html()))
    for name, suffix in (("PDF", ".pdf"), ("Word", ".docx")):
        with page.expect_download() as waiting:
            # The browser would show a PDF instead of saving it.
            page.locator("article header").get_by_role("link", name=name).evaluate(
                "link => { link.download = ''; link.click() }"
            )
        saved = folder / f"motion{suffix}"
        waiting.value.save_as(saved)
        assert said_by(saved.read_bytes(), suffix) == page_says
