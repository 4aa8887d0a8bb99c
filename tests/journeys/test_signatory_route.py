"""A motion people sign: from the empty form through their emails, a new text and the ruling to its files."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from motions.agenda.choices import Publishing
from tests.browser_pages import desk_and_phone, look_at
from tests.factories import make_staff
from tests.journeys import steps
from tests.motions.factories import make_conference, make_item

MOVER = steps.Member("Mina Orchard", "mina@example.org")
FIRST = steps.Member("Cato Firth", "cato@example.org")
SECOND = steps.Member("Dee Langley", "dee@example.org")
TITLE = "Papers a fortnight before a vote"


@pytest.fixture
def item(site: str) -> str:
    """The one agenda item of a conference that asks for three signatories and publishes after ruling."""
    conference = make_conference(
        "Spring Conference", signatories_needed=3, body_words=60, publishing=Publishing.AFTER_RULING
    )
    return make_item(conference, "How we organise").title


@desk_and_phone()
def test_a_motion_that_three_people_sign_is_revised_published_ruled_on_and_read(
    page: Page, site: str, item: str, tmp_path: Path
) -> None:
    steps.begin_a_motion(page, site)
    steps.say_it_comes_from_signatories(page, item=item)
    steps.write_the_text(page, title=TITLE)
    steps.name_myself(page, MOVER)
    steps.check_and_send(page, title=TITLE)

    steps.confirm_by_email(page, MOVER, about="confirm your motion", button="Confirm that I move it")
    steps.see(page, TITLE)
    expect(page.get_by_role("heading", name=re.compile("^2 to find by "))).to_be_visible()
    expect(page.get_by_text("1 of 3", exact=True)).to_be_visible()
    address = page.get_by_label("Page where people sign").input_value()
    steps.sign_at(page, address, FIRST)

    invite(page, site)
    steps.open_the_email(page, SECOND.email, about="Would you sign a motion?")
    steps.sign(page, SECOND)
    steps.see(page, "You have signed")
    look_at(page)

    steps.close_my_motions(page, site)
    steps.ask_for_my_motions(page, site, MOVER)
    page.get_by_role("link", name=TITLE).click()
    steps.see(page, f"A) {TITLE}")
    expect(page.get_by_role("heading", name="Received", exact=True)).to_be_visible()
    expect(page.get_by_text("3 of 3", exact=True)).to_be_visible()
    revise(page)
    read_what_changed(page)

    page.context.clear_cookies()
    make_staff("robin@example.org", "Robin Vale")
    steps.sign_in_with_second_factor(page, site, "robin@example.org")
    steps.open_from_the_queue(page, TITLE)
    steps.do_and_send(page, "Publish", to=MOVER.email, done="Motion published.")
    steps.do_and_send(page, "Rule in order", to=MOVER.email, done="Motion ruled in order.")

    steps.read_from_the_front_page(page, site, item=item, title=TITLE)
    steps.download_both_files(page, tmp_path)


def invite(page: Page, site: str) -> None:
    page.goto(f"{site}/motions/mine/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Invite people to sign").click()
    steps.see(page, "Invite people to sign")
    page.get_by_label("Email addresses").fill(f"Dee Langley <{SECOND.email}>, {FIRST.email}")
    steps.go_on(page, "Send the invitations")
    expect(page.get_by_text("We have emailed everybody on your list")).to_be_visible()


def revise(page: Page) -> None:
    """Too long at first: the words come back with the sentence, and are put right."""
    page.get_by_role("link", name="Revise the text").click()
    steps.see(page, "Revise the text")
    body = page.get_by_label("What should conference note, believe and resolve?")
    body.fill("Conference resolves:\n\n- " + "To send every paper " * 20)
    page.get_by_label("Why are you changing it?").fill("Shorter, as delegates asked.")
    steps.go_on(page, "Save the new text")
    expect(page.get_by_role("link", name="The motion has 82 words; the limit is 60.")).to_be_visible()
    look_at(page)
    expect(page.get_by_label("Why are you changing it?")).to_have_value("Shorter, as delegates asked.")
    body.fill("Conference resolves:\n\n- To send every paper fourteen days before a vote.")
    steps.go_on(page, "Save the new text")
    expect(page.get_by_text("New text saved")).to_be_visible()


def read_what_changed(page: Page) -> None:
    """A signatory reads the difference by the email's link, and leaves."""
    steps.open_the_email(page, FIRST.email, about="the text has changed")
    steps.see(page, "Your support for a motion")
    changes = page.get_by_role("region", name="What changed since you confirmed")
    expect(changes.locator("ins").first).to_be_visible()
    expect(changes.get_by_text("Shorter, as delegates asked.")).to_be_visible()
    page.locator("summary").filter(has_text="Withdraw my name").click()
    steps.go_on(page, "Withdraw my name")
    expect(page.get_by_role("heading", name="You have withdrawn your name")).to_be_visible()
