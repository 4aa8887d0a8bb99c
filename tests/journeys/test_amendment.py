"""An amendment: from the motion's page through its clauses, its emails and the ruling to the list of all."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser_pages import PHONE, desk_and_phone, has_scripts, look_at
from tests.factories import make_staff
from tests.journeys import steps
from tests.motions.factories import make_conference, make_item, make_motion

MOVER = steps.Member("Mina Orchard", "mina@example.org")
BODY = """Conference notes:

- Rents have risen by five pounds a week.
- The council has done nothing.

Conference resolves:

- To write to the council.
"""
SAID = "In clause 1, delete “five” and insert “ten”."


@pytest.fixture
def motion(site: str) -> str:
    """The address of a public motion to a conference that asks for one signatory."""
    item = make_item(make_conference("Spring Conference", signatories_needed=1), "Housing")
    return make_motion(item, title="Rents", body=BODY).get_absolute_url()


@desk_and_phone()
def test_an_amendment_is_written_by_clauses_confirmed_ruled_on_and_read(
    page: Page, site: str, motion: str, tmp_path: Path
) -> None:
    page.goto(site + motion)
    page.get_by_role("link", name="Propose an amendment").click()
    steps.see(page, "Propose an amendment")
    steps.go_on(page, "Start")
    page.get_by_label("Clause 1", exact=True).fill("Rents have risen by ten pounds a week.")
    page.get_by_text("Delete it, or add after it: Clause 2").click()
    page.get_by_label("Delete clause 2", exact=True).check()
    beside = has_scripts(page) and page.viewport_size and page.viewport_size["width"] > PHONE
    if not beside:
        steps.go_on(page, "Preview")
    expect(page.get_by_text(SAID)).to_be_visible()
    look_at(page)
    if has_scripts(page) and not beside:
        steps.go_on(page, "Write")
    steps.go_on(page)
    steps.see(page, "Who the amendment is from")
    page.get_by_label(re.compile("people who sign it|person who signs it")).check()
    steps.go_on(page)
    steps.name_myself(page, MOVER)
    steps.go_on(page)
    expect(page.get_by_text(SAID)).to_be_visible()
    look_at(page)
    steps.go_on(page, "Send the amendment")

    steps.confirm_by_email(
        page, MOVER, about="confirm your", button="Confirm that I move it", what="an amendment"
    )
    page.context.clear_cookies()
    make_staff("robin@example.org", "Robin Vale")
    steps.sign_in_with_second_factor(page, site, "robin@example.org")
    steps.open_from_the_queue(page, "Amendment to “Rents”", label="A.1")
    steps.do_and_send(page, "Rule in order", to=MOVER.email, done="ruled in order.")

    page.goto(site + motion)
    expect(page.get_by_text(SAID)).to_be_visible()
    page.get_by_role("link", name=re.compile("The amendments in order of voting")).click()
    steps.see(page, "Amendments to A) Rents")
    page.get_by_role("link", name="A.1", exact=True).click()
    steps.see(page, "A.1) Amendment to “Rents”")
    steps.download_both_files(page, tmp_path)
