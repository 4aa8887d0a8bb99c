"""Somebody keeps breaking a forum's rules: the log, the case, the views of others, the ban, the appeal."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from socialmedia.channels.choices import ChannelKind
from socialmedia.forums.models import BreachCase
from socialmedia.forums.workflow import cases, forums
from socialmedia.team.choices import Role
from tests.browser_pages import desk_and_phone, look_at, look_round
from tests.journeys.steps import go_on, open_the_email, see
from tests.journeys.test_symposium import be
from tests.socialmedia.factories import make_member
from tests.socialmedia.forums.factories import breach, make_case, make_decided, make_forum

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def january() -> Iterator[None]:
    with time_machine.travel(datetime(2027, 1, 11, 12, tzinfo=UTC)):
        yield


@desk_and_phone()
def test_from_the_third_breach_to_the_appeal(page: Page, site: str) -> None:
    forum = make_forum("Debates")
    ann, bea, cem = make_member("Ann Bell"), make_member("Bea Moss"), make_member("Cem Reed")
    for _ in range(2):
        breach(forum, ann)
    be(page, site, ann)
    log_the_third(page, f"{site}/social/forums/{forum.slug}/")
    case = f"{site}/social/cases/{BreachCase.objects.get().pk}/"
    is_not_banned_by_one_alone(page, case)
    for user in (bea, cem):
        be(page, site, user)
        open_the_email(page, user.email, about="Your view needed by")
        page.get_by_role("link", name="Give your view").click()
        page.get_by_role("radio", name="Yes", exact=True).check()
        go_on(page, "Submit your view")
    be(page, site, ann)
    ban_and_tell(page, case)
    page.get_by_role("link", name="Record an appeal").click()
    page.get_by_label("What does the person say?").fill("I am sorry.")
    go_on(page, "Save")
    decide_the_appeal(page, site, bea, case)
    go_on(page, "Close the case")
    see(page, "Grumpy Gull")
    expect(page.get_by_role("heading", name="Closed: a final warning")).to_be_visible()


def log_the_third(page: Page, forum: str) -> None:
    page.goto(forum)
    page.get_by_role("link", name="Add a log entry").click()
    see(page, "Add a log entry")
    page.get_by_label("Name or handle").fill("@grumpy gull")
    page.get_by_label("Removed a post or comment").check()
    page.get_by_label("Which rule was broken?").select_option("1. Attack arguments, not people.")
    go_on(page, "Save the entry")
    see(page, "Grumpy Gull")
    expect(page.get_by_text("automatically after repeated breaches")).to_be_visible()


def is_not_banned_by_one_alone(page: Page, case: str) -> None:
    page.goto(f"{case}decide/")
    page.get_by_label("Banned for a while").check()
    page.get_by_label("Which rule was broken?").select_option("1. Attack arguments, not people.")
    page.get_by_label("For how many days?").fill("30")
    page.get_by_label("Why?").fill("Insults again and again.")
    go_on(page, "Save the decision")
    expect(page.get_by_text("Before a ban, at least 2 others have to give a view.")).to_be_visible()
    expect(page.get_by_label("Why?")).to_have_value("Insults again and again.")
    look_at(page)
    page.goto(f"{case}leadership/")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("What it said, or why it was not consulted").fill("It is a clear case.")
    go_on(page, "Save")


def ban_and_tell(page: Page, case: str) -> None:
    page.goto(case)
    page.get_by_role("link", name="Decide the case").click()
    page.get_by_label("Banned for a while").check()
    page.get_by_label("Which rule was broken?").select_option("1. Attack arguments, not people.")
    page.get_by_label("For how many days?").fill("30")
    page.get_by_label("Why?").fill("Insults again and again.")
    go_on(page, "Save the decision")
    page.get_by_role("link", name="Tell the person").click()
    see(page, "Tell the person")
    draft = page.get_by_label("Message to the person").input_value()
    said = (
        "Attack arguments, not people.",
        "for 30 days, until Wednesday 10 February 2027",
        "How to appeal:",
    )
    assert [words for words in said if words not in draft] == []
    go_on(page, "Mark as told")


def decide_the_appeal(page: Page, site: str, user: User, case: str) -> None:
    page.goto(f"{case}appeal/decide/")
    expect(
        page.get_by_text("Somebody other than the person who decided the case has to decide the appeal.")
    ).to_be_visible()
    be(page, site, user)
    page.goto(case)
    page.get_by_role("link", name="Decide the appeal").click()
    see(page, "Decide the appeal")
    page.get_by_label("A final warning").check()
    page.get_by_label("For how many days?").fill("")
    page.get_by_label("Why?").fill("They are sorry.")
    go_on(page, "Save the decision")
    page.get_by_role("link", name="Tell the person").click()
    go_on(page, "Mark as told")


def test_axe_finds_nothing_and_every_page_fits(page: Page, site: str) -> None:
    forum = make_forum("Debates")
    organising = make_forum("Organising", kind=ChannelKind.ORGANISING)
    ann = make_member("Ann Bell", Role.COORDINATOR)
    bea, cem = make_member("Bea Moss"), make_member("Cem Reed")
    told = make_decided(forum, ann, bea, cem, told=True)
    cases.appeal(told, words="I am sorry.", by=bea)
    opened = make_case(organising, bea, name="Loud Lark")
    rule = forums.add_rule(forum, words="Stay on the topic.", response="Please do.", by=SYSTEM)
    forums.review_rules(forum, by=SYSTEM)
    be(page, site, ann)
    here, entry = f"forums/{forum.slug}", opened.moderations.earliest("pk")
    addresses = (
        "forums/", f"{here}/", f"{here}/rules/", f"{here}/rules/new/", f"{here}/rules/{rule.pk}/",
        f"forums/{organising.slug}/", f"forums/{organising.slug}/posts/", f"{here}/log/", f"{here}/log/new/",
        f"{here}/people/{told.participant_id}/", f"{here}/people/{told.participant_id}/case/", "cases/",
        f"cases/{opened.pk}/", f"cases/{opened.pk}/leadership/", f"cases/{opened.pk}/decide/",
        f"cases/{told.pk}/", f"cases/{told.pk}/tell/", f"cases/{told.pk}/appeal/decide/",
        f"forums/{organising.slug}/log/{entry.pk}/strike/",
    )  # fmt: skip
    look_round(page, site, [f"/social/{address}" for address in addresses])
