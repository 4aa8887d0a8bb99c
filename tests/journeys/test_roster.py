"""A week of the roster in a browser: filled, a swap asked and taken, on a phone and at a desk."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from lla.accounts.models import User
from socialmedia.channels.choices import ChannelKind
from socialmedia.roster.models import RosterDuty
from socialmedia.team.choices import Role
from tests.browser_pages import DESK, PHONE, Look, desk_and_phone, look_at, visit
from tests.journeys.steps import be
from tests.socialmedia.factories import make_channel, make_member

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2027, 5, 12, 12, tzinfo=UTC)  # a Wednesday


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).first.click()
    page.wait_for_load_state()


@desk_and_phone()
def test_a_week_is_filled_and_a_swap_is_asked_and_taken(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        ours = make_channel("Our page")
        debate = make_channel("Debate", kind=ChannelKind.DISCUSSION)
        coordinator = make_member("Coo Dinator", Role.COORDINATOR)
        sam, kim = make_member("Sam Hollis", channel=ours), make_member("Kim Low", channel=ours)
        make_member("Ola Ther", Role.MODERATOR, channel=debate)
        be(page, site, coordinator)
        fill_the_week(page, f"{site}/social/roster/")
        be(page, site, sam)
        ask_for_a_swap(page, f"{site}/social/roster/")
        be(page, site, kim)
        take_over(page, f"{site}/social/roster/swaps/")
        assert [(one.on, str(one.user)) for one in RosterDuty.objects.order_by("on", "kind")] == [
            (date(2027, 5, 13), "Kim Low"),
            (date(2027, 5, 13), "Kim Low"),
            (date(2027, 5, 16), "Ola Ther"),
        ]


def fill_the_week(page: Page, address: str) -> None:
    visit(page, address)
    expect(page.get_by_text("Debate: nobody for comments on Wednesday 12, Thursday 13")).to_be_visible()
    page.get_by_role("link", name="Fill this week").click()
    look_at(page)
    for exceptions in page.get_by_text("Exceptions for a day").all():
        exceptions.click()
    for what, who in (
        ("Posting, Our page, Thursday 13 May 2027", "Sam Hollis"),
        ("Messages, Our page, Thursday 13 May 2027", "Kim Low"),
        ("Comments, Debate, Sunday 16 May 2027", "Ola Ther"),
    ):
        page.get_by_label(what).select_option(who)
    press(page, "Save the week")
    expect(page.get_by_text("3 duties changed.")).to_be_visible()
    look_at(page)


def ask_for_a_swap(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="or ask somebody").click()
    look_at(page)
    page.get_by_label("Who do you want to ask?").select_option("Kim Low")
    page.get_by_label("Message").fill("My sister marries")
    press(page, "Ask")
    expect(page.get_by_text("You have asked Kim Low.")).to_be_visible()
    look_at(page)


def take_over(page: Page, address: str) -> None:
    visit(page, address)
    expect(page.get_by_text("My sister marries")).to_be_visible()
    press(page, "Take the duty")
    expect(page.get_by_text("This is now your duty.")).to_be_visible()
    expect(page.get_by_text("Posting, Our page, Thursday 13 May 2027").first).to_be_visible()


@pytest.mark.parametrize("page", [Look(PHONE, "dark"), Look(DESK)], indirect=True, ids=str)
def test_axe_finds_nothing_on_the_teams_pages_and_every_page_fits(page: Page, site: str) -> None:
    with time_machine.travel(NOW):
        pages = team_at_work()
        be(page, site, User.objects.get(name="Manny Ager"))
        for address in pages:
            visit(page, f"{site}{address}")


def team_at_work() -> list[str]:
    """A team with offices, people who are away, gaps, clashes and swaps; answers the addresses to look at."""
    ours = make_channel("Our page")
    debate = make_channel("Debate", kind=ChannelKind.DISCUSSION)
    manager = make_member("Manny Ager", Role.MANAGER)
    make_member("Coo Dinator", Role.COORDINATOR)
    sam = make_member("Sam Hollis", channel=ours)
    ola = make_member("Ola Ther", Role.MODERATOR, channel=debate)
    role = ola.social_appointments.get()
    for user, channel, kind, day in (
        (manager, ours, "posting", 13),
        (sam, ours, "messages", 13),
        (sam, ours, "posting", 12),
        (ola, debate, "comments", 14),
    ):
        RosterDuty.objects.create(channel=channel, kind=kind, on=date(2027, 5, day), user=user)
    sam.leave.create(starts_on=date(2027, 5, 13), ends_on=date(2027, 5, 20))
    manager.leave.create(starts_on=date(2027, 5, 13), ends_on=date(2027, 5, 13))
    duties = RosterDuty.objects.order_by("on", "kind")
    duties[1].swaps.create(asked_by=sam, note="I am away")
    own = RosterDuty.objects.get(user=manager)
    return [
        "/social/team/", "/social/team/appoint/", f"/social/team/roles/{role.pk}/",
        f"/social/team/roles/{role.pk}/end/", "/social/team/leave/", "/social/roster/",
        "/social/roster/2027-W20/edit/", "/social/roster/swaps/", f"/social/roster/duties/{own.pk}/swap/",
        "/social/board/",
    ]  # fmt: skip
