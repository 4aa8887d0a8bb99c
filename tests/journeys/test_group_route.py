"""A group's motion: from the empty form through both officers' emails and the ruling to its files."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from motions.agenda.choices import Publishing
from tests.browser_pages import desk_and_phone, look_at
from tests.factories import make_staff
from tests.journeys import steps
from tests.motions.factories import make_conference, make_item
from tests.organisers.factories import make_group, make_region

SENDER = steps.Member("Ana Whitlow", "ana@example.org")
OFFICER = steps.Member("Bryn Tarrant", "bryn@example.org")
TITLE = "Organisers for every region"


@pytest.fixture
def item(site: str) -> str:
    """The one agenda item of a conference that publishes after ruling; one group may send to it."""
    make_group("Ouse Valley Left", region=make_region())
    conference = make_conference("Spring Conference", publishing=Publishing.AFTER_RULING)
    return make_item(conference, "Recruitment").title


@desk_and_phone()
def test_a_groups_motion_is_confirmed_ruled_on_and_read(
    page: Page, site: str, item: str, tmp_path: Path
) -> None:
    steps.begin_a_motion(page, site)
    steps.say_it_comes_from_a_group(page, group="Ouse Valley Left", passed_on="2026-09-05", item=item)
    steps.write_the_text(page, title=TITLE)
    steps.name_myself(page, SENDER)
    steps.name_the_confirming_officer(page, OFFICER)
    reference = steps.check_and_send(page, title=TITLE)

    steps.confirm_by_email(page, SENDER, about="confirm your motion", button="Confirm that I move it")
    steps.see(page, TITLE)
    expect(page.get_by_role("heading", name="Awaiting confirmation")).to_be_visible()

    steps.confirm_by_email(
        page,
        OFFICER,
        about="did your group pass this motion?",
        button="Confirm that Ouse Valley Left passed it",
    )
    steps.see(page, f"A) {TITLE}")
    expect(page.get_by_role("heading", name="Received", exact=True)).to_be_visible()
    expect(page.get_by_text(f"Reference {reference}.")).to_be_visible()
    steps.close_my_motions(page, site)

    make_staff("robin@example.org", "Robin Vale")
    steps.sign_in_with_second_factor(page, site, "robin@example.org")
    steps.open_from_the_queue(page, TITLE)
    steps.mark_one_subject(page)
    steps.do_and_send(page, "Rule in order", to=SENDER.email, done="Motion ruled in order.")

    steps.open_the_email(page, SENDER.email, about="ruled in order")
    expect(page.get_by_label("Status").get_by_text("In order")).to_be_visible()
    steps.read_from_the_front_page(page, site, item=item, title=TITLE)
    steps.download_both_files(page, tmp_path)


def test_a_wrong_form_comes_back_filled_with_the_way_to_each_field(page: Page, site: str, item: str) -> None:
    steps.begin_a_motion(page, site)
    page.get_by_label("An affiliated group that debated and passed it").check()
    page.get_by_label("Which group?").select_option("Ouse Valley Left")
    steps.say_when_it_passed(page, "2099-01-02")
    steps.go_on(page)
    expect(page.locator("[data-errors]")).to_be_focused()
    look_at(page)
    page.get_by_role("link", name="The day the group passed the motion is in the future.").click()
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    assert [page.get_by_label(part).input_value() for part in ("Day", "Month", "Year")] == [
        "02",
        "01",
        "2099",
    ]
    expect(page.get_by_label("Which group?").locator("option:checked")).to_have_text("Ouse Valley Left")


def test_a_draft_left_for_later_is_there_as_it_was_left(page: Page, site: str, item: str) -> None:
    steps.begin_a_motion(page, site)
    steps.say_it_comes_from_signatories(page, item=item)
    page.get_by_label("Title").fill("Half a motion")
    steps.go_on(page, "Back to step 1")
    expect(page.get_by_label(item)).to_be_checked()
    steps.go_on(page)
    expect(page.get_by_label("Title")).to_have_value("Half a motion")
    steps.go_on(page, "Save and finish later")
    steps.see(page, "Finish your motion later")
    page.get_by_label("Your email address").fill(SENDER.email)
    steps.go_on(page, "Send me the link")
    page.context.clear_cookies()
    steps.open_the_email(page, SENDER.email, about="Your link to your unfinished motion")
    steps.see(page, "Your unfinished motion")
    steps.go_on(page, "Continue writing")
    steps.see(page, "The text of your motion")
    expect(page.get_by_label("Title")).to_have_value("Half a motion")


def test_a_form_sent_without_its_cookie_is_sent_again_with_every_word(
    page: Page, site: str, item: str
) -> None:
    steps.begin_a_motion(page, site)
    steps.say_it_comes_from_signatories(page, item=item)
    page.get_by_label("Title").fill("Kept without a cookie")
    page.get_by_label("What should conference note, believe and resolve?").fill(steps.BODY)
    form = page.url
    page.context.clear_cookies()
    steps.go_on(page)
    steps.see(page, "Send the form again")
    steps.go_on(page, "Send again")
    steps.see(page, "People")
    page.goto(form)
    expect(page.get_by_label("Title")).to_have_value("Kept without a cookie")
