"""A complaint in a browser, from the form to closing; the member it is about finds nothing anywhere."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.models import Complaint
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Asked
from tests.browser_pages import desk_and_phone, look_at, look_round
from tests.journeys.steps import go_on, open_the_email, see
from tests.journeys.test_symposium import be
from tests.socialmedia.complaints.factories import Team, everybody_agrees, make_complaint, make_team, triage

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)
WORDS = "A moderator called my daughter a name."


@pytest.fixture(autouse=True)
def january() -> Iterator[None]:
    with time_machine.travel(NOW):
        yield


@desk_and_phone()
def test_a_complaint_from_the_form_to_its_answer(page: Page, site: str) -> None:
    team = make_team()
    complain(page, site)
    reference = Complaint.objects.get().reference
    be(page, site, team.manager)
    open_the_email(page, team.manager.email, about=f"{reference}: please read today")
    read_it_first(page)
    finds_nothing(page, site, team.cass, reference)
    for user in (team.ann, team.coordinator):
        be(page, site, user)
        open_the_email(page, user.email, about="Your view needed by")
        give_a_view(page)
    be(page, site, team.leader)
    open_the_email(page, team.leader.email, about=f"{reference}: needs your decision")
    have_the_leaderships_word(page)
    be(page, site, team.manager)
    page.goto(f"{site}/social/complaints/{reference}/")
    expect(page.get_by_text("missing: Manny Ager.").first).to_be_visible()
    page.get_by_role("link", name="Give your view").click()
    give_a_view(page)
    close_it(page, f"{site}/social/complaints/{reference}/")
    finds_nothing(page, site, team.cass, reference)


def complain(page: Page, site: str) -> None:
    """As somebody who first forgets to write what happened."""
    page.goto(f"{site}/social/")
    page.get_by_role("link", name="Make a complaint").click()
    see(page, "Make a complaint")
    expect(page.get_by_text("call 999")).to_be_in_viewport()
    page.get_by_label("An accusation against somebody").check()
    page.get_by_label("Somebody in the social media team").check()
    page.get_by_label("Who, or which post?").fill("Cass, on Sunday")
    page.get_by_label("Your email address").fill("kim@example.org")
    page.get_by_label("I would like an answer by email").check()
    go_on(page, "Send the complaint")
    expect(page.get_by_role("link", name="Write what happened.")).to_be_visible()
    look_at(page)
    page.get_by_label("What happened?").fill(WORDS)
    go_on(page, "Send the complaint")
    see(page, "We have your complaint")
    expect(page.get_by_text(Complaint.objects.get().reference)).to_be_visible()


def read_it_first(page: Page) -> None:
    see(page, "An accusation against somebody")
    expect(page.get_by_text("Cass, on Sunday")).to_be_visible()
    page.get_by_role("link", name="Record who it is about and ask the team").click()
    see(page, "Read the complaint first")
    facts = page.locator(".side .facts dd")
    assert facts.evaluate_all("all => all.filter(dd => dd.clientWidth < 128).length") == 0
    page.get_by_role("group", name="Who is the complaint about?").get_by_label("Cass Of").check()
    page.get_by_label("What do you propose?").fill("Cass says sorry and takes a break.")
    go_on(page, "Ask the team")
    expect(page.get_by_role("status").get_by_text("The team has been asked.")).to_be_visible()
    look_at(page)


def give_a_view(page: Page) -> None:
    if page.get_by_role("link", name="Give your view").count():
        page.get_by_role("link", name="Give your view").click()
    page.get_by_role("radio", name="Yes", exact=True).check()
    look_at(page)
    go_on(page, "Submit your view")
    expect(page.get_by_role("status").get_by_text("Your view is saved")).to_be_visible()


def have_the_leaderships_word(page: Page) -> None:
    page.get_by_role("link", name="Enter the leadership’s decision").click()
    see(page, "The leadership’s decision")
    page.get_by_label("What is the decision?").fill("Cass takes a break until spring.")
    go_on(page, "Save")
    expect(page.get_by_role("heading", name="The leadership’s decision")).to_be_visible()


def close_it(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Close the complaint").click()
    see(page, "Close the complaint")
    page.get_by_label("What was the outcome?").fill("Cass takes a break.")
    page.get_by_label("Reply to the person who complained").fill("You were right, and we are sorry.")
    go_on(page, "Close the complaint")
    expect(page.get_by_role("heading", name="Closed", exact=True)).to_be_visible()
    look_at(page)


def finds_nothing(page: Page, site: str, user: User, reference: str) -> None:
    """Neither on the board nor in any list, nor under its address."""
    be(page, site, user)
    for part in ("board", "complaints", "consultations"):
        page.goto(f"{site}/social/{part}/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text(reference)).to_have_count(0)
        expect(page.get_by_text("Cass, on Sunday")).to_have_count(0)
    answer = page.goto(f"{site}/social/complaints/{reference}/")
    assert answer
    assert answer.status == 404


def made_of_every_kind(team: Team) -> tuple[Complaint, Complaint, Complaint]:
    """One unread with a clock, one that the team is asked about, one closed."""
    unread = make_complaint("data_protection", email="kim@example.org", name="Kim Low")
    asked = triage(make_complaint("accusation", about="member"), team.manager, of=[team.cass])
    everybody_agrees(asked, but=[team.ann])
    complaints_workflow.decide_as_leadership(asked, words="We agree.", by=team.leader)
    closed = triage(make_complaint(email="lee@example.org"), team.manager)
    everybody_agrees(closed)
    complaints_workflow.close(closed, outcome="Put right.", reply="We are sorry.", by=team.manager)
    return unread, asked, closed


def test_axe_finds_nothing_and_every_page_fits(page: Page, site: str) -> None:
    team = make_team()
    unread, asked, closed = made_of_every_kind(team)
    question = consultations_workflow.open_consultation("Do we join in?", by=SYSTEM, asked=Asked.TEAM)
    consultations_workflow.give_view(question, opinion="agree_if", words="If it rains.", by=team.ann)
    be(page, site, team.manager)
    one = f"complaints/{asked.reference}"
    addresses = (
        "complaints/", f"complaints/{unread.reference}/", f"complaints/{unread.reference}/read/",
        f"complaints/{unread.reference}/holding-reply/", f"{one}/", f"{one}/keep-out/", f"{one}/no-part/",
        f"{one}/close/", f"complaints/{closed.reference}/", "consultations/", "consultations/new/",
        f"consultations/{question.pk}/", f"consultations/{question.pk}/answer/",
        f"consultations/{question.pk}/close/",
    )  # fmt: skip
    look_round(page, site, ["/complaints/new/", *(f"/social/{address}" for address in addresses)])
