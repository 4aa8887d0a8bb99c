"""An appeal: from the letter about the ruling by two who did not make it to the letter that it is allowed."""

import pytest
from playwright.sync_api import Page, expect

from lla.accounts.models import User
from motions.backing.workflow import Person
from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from tests.browser_pages import desk_and_phone
from tests.factories import make_staff
from tests.journeys import steps
from tests.motions.factories import make_item, make_motion

MOVER = steps.Member("Mina Orchard", "mina@example.org")
GROUNDS = "Both clauses are about buses."
REASON = "We read it again: it has one subject."


@pytest.fixture
def motion(site: str) -> Motion:
    return make_motion(make_item(), title="Buses", mover=Person(name=MOVER.name, email=MOVER.email))


@pytest.fixture
def rulers(motion: Motion) -> list[User]:
    """The two who ruled it out."""
    first, second = make_staff(name="Kit Marsh"), make_staff(name="Lee Oakes")
    committee_workflow.propose_ruling_out(motion, by=first, rule="4.2", reason="It has two subjects.")
    committee_workflow.second(motion, by=second)
    return [first, second]


@desk_and_phone()
def test_an_appeal_is_decided_by_two_others_and_everybody_reads_why(
    page: Page, site: str, motion: Motion, rulers: list[User]
) -> None:
    appeal(page)
    for member in rulers:
        open_the_appeal(page, site, member)
        page.get_by_text("Not possible now, and why").click()
        expect(
            page.get_by_text("You proposed or seconded the ruling, so two others have to decide the appeal.")
        ).to_have_count(2)

    open_the_appeal(page, site, make_staff(name="Robin Vale"))
    expect(page.get_by_text(GROUNDS)).to_be_visible()
    page.get_by_role("link", name="Propose allowing the appeal").click()
    page.get_by_label("Public reason").fill(REASON)
    steps.go_on(page, "Propose allowing the appeal")
    expect(page.get_by_text("Proposal saved. It needs a second person.")).to_be_visible()
    open_the_appeal(page, site, make_staff(name="Jo Reed"))
    steps.do_and_send(page, "Second the proposal", to=MOVER.email, done="The proposal has taken effect.")

    page.context.clear_cookies()
    steps.open_the_email(page, MOVER.email, about="appeal allowed")
    steps.go_on(page, "Open my motion")
    page.get_by_role("link", name="The public page").click()
    steps.arrive(page, "A) Buses")
    expect(page.get_by_text(REASON)).to_be_visible()
    expect(page.get_by_text("In order").first).to_be_visible()
    expect(page.get_by_text(GROUNDS)).to_have_count(0)


def appeal(page: Page) -> None:
    """By the mover, from the letter; what is blank is asked for."""
    steps.open_the_email(page, MOVER.email, about="ruled out, and why")
    steps.go_on(page, "Open my motion")
    page.get_by_role("link", name="Appeal against the ruling").click()
    steps.go_on(page, "Send the appeal")
    expect(page.get_by_role("alert")).to_contain_text("Say why the ruling is wrong.")
    page.get_by_label("Why is the ruling wrong?").fill(GROUNDS)
    steps.go_on(page, "Send the appeal")
    expect(page.get_by_text("Appeal sent to the committee.")).to_be_visible()
    steps.open_the_email(page, MOVER.email, about="your appeal is received")


def open_the_appeal(page: Page, site: str, member: User) -> None:
    """From the desk's front page."""
    page.context.clear_cookies()
    steps.be(page, site, member)
    page.goto(f"{site}/admin/")
    page.get_by_role("link", name="under appeal").click()
    page.get_by_role("link", name="Buses").click()
    steps.arrive(page, "A) Buses")
