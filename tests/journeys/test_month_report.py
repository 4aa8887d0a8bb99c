"""The month's report in a browser: figures entered, the draft written around them, sent and read."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from socialmedia.guidelines.choices import Level
from socialmedia.posts.models import DayVerdict
from socialmedia.reports import tasks as reports_tasks
from socialmedia.team.choices import Role
from tests.browser_pages import DESK, PHONE, Look, desk_and_phone, look_at, visit
from tests.factories import make_staff
from tests.journeys.steps import go_on, open_the_email, see
from tests.journeys.test_symposium import be
from tests.lla.papers.drawn_files import squeezed, text_of_pdf
from tests.socialmedia.factories import make_channel, make_guidelines, make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def february() -> Iterator[None]:
    with time_machine.travel(datetime(2027, 2, 3, 12, tzinfo=UTC)):
        yield


@desk_and_phone()
def test_the_months_report(page: Page, site: str) -> None:
    channel = make_channel("Our page")
    for day in range(1, 32):
        DayVerdict.objects.create(channel=channel, on=date(2027, 1, day), posts=2, level=Level.PASS)
    coordinator = make_member("Wren Hollis", Role.COORDINATOR)
    leader = make_staff("leader@example.org")
    reports_tasks.draft_last_month()
    be(page, site, coordinator)
    open_the_email(page, coordinator.email, about="Finish and send your January report")
    see(page, "Social media report, January 2027")
    expect(page.get_by_role("link", name="Write the report")).to_be_in_viewport()
    expect(page.get_by_text("Write what mattered this month first")).to_be_visible()
    enter_the_figures(page, site)
    write_and_send(page, site)
    be(page, site, leader)
    open_the_email(page, leader.email, about="January report")
    see(page, "Social media report, January 2027")
    expect(page.get_by_text("62 posts; 31 days on target (2 to 3)")).to_be_visible()
    answer = page.request.get(f"{site}/social/reports/2027-01.pdf")
    assert squeezed("We doubled our reach.") in squeezed(text_of_pdf(answer.body()))


def enter_the_figures(page: Page, site: str) -> None:
    page.goto(f"{site}/social/figures/")
    see(page, "Weekly figures")
    page.get_by_role("link", name="25 to 31 January 2027").click()
    see(page, "Weekly figures")
    page.get_by_label("Followers or members").fill("many")
    go_on(page, "Save the week’s figures")
    expect(page.get_by_role("link", name="Enter a whole number.")).to_be_visible()
    look_at(page)
    page.get_by_label("Followers or members").fill("1200")
    go_on(page, "Save the week’s figures")
    expect(page.get_by_text("Followers and members", exact=True)).to_be_visible()
    look_at(page)


def write_and_send(page: Page, site: str) -> None:
    page.goto(f"{site}/social/reports/")
    see(page, "Reports to the leadership")
    page.get_by_role("link", name="January 2027").click()
    page.get_by_role("link", name="Write the report").click()
    see(page, "Write the report")
    page.get_by_label("What mattered this month?").fill("We doubled our reach.")
    go_on(page, "Save the report")
    expect(page.get_by_text("Report saved.")).to_be_visible()
    go_on(page, "Send to the leadership")
    expect(page.get_by_text("Report sent to the leadership")).to_be_visible()
    expect(page.get_by_text("A draft: it has not been sent.")).to_be_hidden()


@pytest.mark.parametrize("page", [Look(PHONE, "dark"), Look(DESK)], indirect=True, ids=str)
def test_guidelines_are_drafted_and_adopted(page: Page, site: str) -> None:
    make_guidelines(1)
    be(page, site, make_member("Manny Ager", Role.MANAGER))
    page.goto(f"{site}/social/guidelines/")
    see(page, "Social media guidelines")
    go_on(page, "Start a draft")
    see(page, "Change the draft")
    page.get_by_label("Most posts a day").fill("6")
    page.get_by_label("What changes, and why?").fill("Five was too few in a campaign.")
    go_on(page, "Save the draft")
    see(page, "Guidelines, version 2")
    page.get_by_role("link", name="What changed since version 1").click()
    expect(page.get_by_role("row", name="Most posts a day")).to_contain_text("6 posts")
    look_at(page)
    page.goto(f"{site}/social/guidelines/draft/adopt/")
    see(page, "Adopt the draft")
    page.get_by_label("Which decision adopts them?").fill("Team meeting of 1 February")
    go_on(page, "Adopt version 2")
    expect(page.get_by_text("Version 2 is in force. The team has been emailed.")).to_be_visible()
    for address in ("/social/", "/social/meetings/", "/social/meetings/new/"):
        visit(page, site + address)
