"""A text typed on a telephone: it outlives the page, and its preview leads back from anywhere."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser_pages import PHONE, looks
from tests.journeys import steps
from tests.motions.factories import make_conference, make_draft
from tests.motions.member_pages import page as address_of

LONG = "\n".join(f"- Point {number} that we resolve." for number in range(60))


@pytest.fixture
def text_step(site: str) -> str:
    return site + address_of(make_draft(make_conference()), "step_text")


@looks(width=[PHONE])
def test_what_was_typed_is_there_when_the_telephone_has_forgotten_the_page(
    page: Page, text_step: str
) -> None:
    page.goto(text_step)
    page.get_by_label("Title").fill("Rents")
    expect(page.get_by_text("saved at")).to_be_visible()
    again = page.context.new_page()
    again.goto(text_step)
    expect(again.get_by_label("Title")).to_have_value("Rents")
    page.goto("about:blank")  # asks nobody, for nothing would be lost


@looks(width=[PHONE])
def test_the_way_back_from_a_long_preview_stays_in_sight(page: Page, text_step: str) -> None:
    page.goto(text_step)
    page.get_by_label("What should conference note, believe and resolve?").fill(LONG)
    expect(page.get_by_text("Point 59 that we resolve.")).to_be_attached()
    steps.go_on(page, "Preview")
    page.keyboard.press("End")
    expect(page.get_by_text("Point 59 that we resolve.")).to_be_in_viewport()
    write = page.get_by_role("button", name="Write", exact=True)
    expect(write).to_be_in_viewport()
    write.click()
    expect(page.get_by_label("What should conference note, believe and resolve?")).to_be_visible()


@looks(width=[PHONE])
def test_what_is_typed_before_the_scripts_have_come_is_shown_too(page: Page, text_step: str) -> None:
    held: list[Route] = []
    page.route("**/js/preview*.js", lambda route: held.append(route))
    with page.expect_request("**/js/preview*.js"):
        page.goto(text_step, wait_until="commit")
    page.get_by_label("Title").fill("Rents")
    expect(page.get_by_text("saved at")).to_have_count(0)
    held[0].continue_()
    expect(page.get_by_text("saved at")).to_be_visible()
