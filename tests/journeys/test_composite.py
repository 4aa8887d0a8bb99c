"""A composite of three motions, with options: two of them agree to it, the third keeps its own text."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from lla.accounts.models import User
from motions.backing.workflow import Person
from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from tests.browser_pages import desk_and_phone, look_at
from tests.factories import make_staff
from tests.journeys import steps
from tests.motions.factories import make_amendment, make_conference, make_item, make_motion

MINA, RAVI, SUE = (
    steps.Member(name, f"{name[:4].strip().lower()}@example.org")
    for name in ("Mina Orchard", "Ravi Stone", "Sue Lamb")
)
TEXTS = {
    "Rents": "- To cap rents.\n- To count the empty homes.",
    "Homes": "- To build council homes in every town.",
    "Repairs": "- To mend every council home.",
}
AGREES = "Agree to the composite"
BOTH = "Conference resolves:\n\n- To cap rents.\n- To build council homes in every village.\n- To meet."
QUESTION = "What is the cap?"
OPTIONS = f"{QUESTION}\n- Ten pounds a week.\n- A third of a wage."


@pytest.fixture
def motions(site: str) -> list[Motion]:
    """Three motions in order under one item, each with a mover of its own."""
    item, robin = make_item(make_conference("Spring Conference"), "Housing"), make_staff(name="Kit Marsh")
    made = []
    for (title, points), member in zip(TEXTS.items(), (MINA, RAVI, SUE), strict=True):
        mover = Person(name=member.name, email=member.email)
        motion = make_motion(item, title=title, body=f"Conference resolves:\n\n{points}", mover=mover)
        committee_workflow.rule_in_order(motion, by=robin)
        made.append(Motion.objects.main().for_papers().get(pk=motion.pk))
    rents = made[0]
    for old, new in (("To cap rents", "To freeze rents"), ("the empty homes", "the empty houses")):
        committee_workflow.rule_in_order(make_amendment(rents, old=old, new=new), by=robin)
    return made


@desk_and_phone()
def test_two_of_three_motions_become_a_composite(page: Page, site: str, motions: list[Motion]) -> None:
    robin = make_staff(name="Robin Vale")
    steps.be(page, site, robin)
    page.goto(f"{site}/admin/motions/motion/{motions[0].pk}/change/")
    page.get_by_text("More actions").click()
    page.get_by_role("link", name="Make a composite").click()
    steps.go_on(page, "Make a composite")
    expect(page.get_by_role("alert")).to_contain_text("Choose one or more motions.")
    look_at(page)
    for motion in motions[1:]:
        page.get_by_label(motion.text.title).check()
    steps.go_on(page, "Make a composite")
    expect(page.get_by_text("Composite begun.")).to_be_visible()
    write_the_text(page, site, robin)
    steps.do_and_send(
        page,
        "Send to the people behind its motions",
        to=MINA.email,
        done="The people behind the motions have been asked.",
    )
    composite = page.url

    answer(page, MINA, AGREES, left_out="To count the empty homes.")
    answer(page, RAVI, AGREES)
    answer(page, SUE, "Keep our own text", left_out="To mend every council home.")

    page.context.clear_cookies()
    steps.be(page, site, robin)
    page.goto(composite)
    expect(page.get_by_text("The people behind it agree to this text.")).to_have_count(2)
    decide_about_the_amendments(page)
    choose_who_speaks(page)
    steps.do_and_send(page, "Put on the agenda", to=SUE.email, done="The composite is on the agenda.")

    page.context.clear_cookies()
    page.goto(site + motions[0].item.get_absolute_url())
    in_it = page.get_by_role("article", name="Composite 1 (motions 1A, 1B): Rents and homes")
    in_it.get_by_role("link", name="Its own page").click()
    steps.arrive(page, "Composite 1 (motions 1A, 1B): Rents and homes")
    expect(page.get_by_text("To build council homes in every village.").first).to_be_visible()
    for words in (f"1. {QUESTION}", "Ten pounds a week.", "A third of a wage."):
        expect(page.get_by_role("article").get_by_text(words)).to_be_visible()
    where = page.get_by_role("article").get_by_role("list").filter(has_text="now Composite 1.1")
    expect(where).to_contain_text("1A.2: falls with motion 1A")
    look_at(page)
    page.goto(site + motions[0].get_absolute_url())
    look_at(page)
    expect(page.get_by_text("Part of a composite").first).to_be_visible()
    page.get_by_role("link", name=re.compile("omposite")).first.click()
    steps.arrive(page, "Composite 1 (motions 1A, 1B): Rents and homes")
    page.goto(site + motions[2].get_absolute_url())
    expect(page.get_by_text("In order").first).to_be_visible()
    expect(page.get_by_text("Composite 1")).to_have_count(0)


def write_the_text(page: Page, site: str, robin: User) -> None:
    """The session ends while it is typed."""
    page.get_by_role("link", name="Write the text").click()
    page.get_by_label("Title").fill("Rents and homes")
    page.get_by_label("Text").fill(BOTH)
    page.get_by_label("Options").fill(f"{QUESTION}\n- Ten pounds a week.")
    steps.go_on(page, "Write the text")
    expect(page.get_by_role("alert")).to_contain_text("Question 1: Give two answers or more")
    page.get_by_label("Options").fill(OPTIONS)
    Session.objects.all().delete()
    steps.go_on(page, "Write the text")
    steps.send_again_after_signing_in(page, site, robin)
    expect(page.get_by_text("Text saved.")).to_be_visible()


def decide_about_the_amendments(page: Page) -> None:
    """What is suggested is chosen already: one is offered over to the composite, the other falls."""
    expect(page.get_by_text("Nobody has decided yet about")).to_be_visible()
    look_at(page)
    page.get_by_role("link", name="Decide about amendments to its motions").click()
    look_at(page)
    expect(page.get_by_text("What it changes is not in the composite.")).to_be_visible()
    steps.go_on(page, "Preview the email")
    steps.go_on(page, "Decide about amendments to its motions")
    expect(page.get_by_text("Decision about the amendments saved.")).to_be_visible()


def choose_who_speaks(page: Page) -> None:
    """The people behind the second motion move it."""
    page.get_by_role("link", name="Choose who moves and seconds it").click()
    page.get_by_role("group", name="Mover").get_by_label(RAVI.name).check()
    page.get_by_role("group", name="Seconder").get_by_label(MINA.name).check()
    look_at(page)
    steps.go_on(page, "Choose who moves and seconds it")
    expect(page.get_by_text("Mover and seconder chosen.")).to_be_visible()


def answer(page: Page, mover: steps.Member, choice: str, *, left_out: str = "") -> None:
    """From the email, after reading what became of the mover's own motion."""
    page.context.clear_cookies()
    steps.open_the_email(page, mover.email, about="do you agree to a composite?")
    page.get_by_role("button", name=re.compile("Read it and answer|Change the answer")).click()
    if left_out:
        expect(page.get_by_role("region", name="What happened to your clauses")).to_contain_text(left_out)
        expect(page.get_by_text("A third of a wage.")).to_be_visible()
    page.get_by_label(choice).check()
    steps.go_on(page, "Send the answer")
    expect(page.get_by_text("Answer sent to the committee.")).to_be_visible()
