"""What was agreed in a swap stays when a week is filled, and whoever comes second is told who was first."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.emails.models import Email
from socialmedia.channels.models import Channel
from socialmedia.roster import workflow as roster_workflow
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.coverage import Place
from socialmedia.roster.forms import name_of, week_name
from socialmedia.roster.models import RosterDuty, Swap
from socialmedia.team.choices import Role
from socialmedia.team.models import Leave
from tests.factories import sign_in
from tests.socialmedia.factories import make_channel, make_member

NOW = datetime(2027, 5, 12, 12, tzinfo=UTC)  # a Wednesday
FRIDAY, SATURDAY = date(2027, 5, 14), date(2027, 5, 15)
SWAPS, EDIT = "/social/roster/swaps/", "/social/roster/2027-W19/edit/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def may() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def page() -> Channel:
    return make_channel("Our page")


def member(name: str, page: Channel) -> User:
    return make_member(name, channel=page)


def put_down(user: User, page: Channel, on: date = FRIDAY) -> RosterDuty:
    return RosterDuty.objects.create(channel=page, kind=DutyKind.POSTING, on=on, user=user)


def asked(duty: RosterDuty, to: User | None = None) -> Swap:
    return roster_workflow.ask(duty, to=to, user=duty.user, by=SYSTEM)


def who_posts(on: date = FRIDAY) -> str:
    return str(RosterDuty.objects.get(kind=DutyKind.POSTING, on=on).user)


def for_the_week(client: Client, page: Channel, user: User, seen: str) -> list[str]:
    """What is said after somebody was chosen for all of a page's week, on a form that was drawn before."""
    fields = client.get(EDIT).context["form"].fields
    before = dict(part.rpartition(":")[::2] for part in seen.split(",") if part)
    places = {name: before.get(name, "") for name in fields if not name.startswith("week")}
    response = client.post(EDIT, {"seen": seen, **places, week_name(page.pk): str(user.pk)}, follow=True)
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("meanwhile", [True, False])
def test_a_duty_that_was_swapped_stays_when_somebody_gets_the_whole_week(
    page: Channel, *, meanwhile: bool
) -> None:
    sam, kim, lee = (member(name, page) for name in ("Sam Hollis", "Kim Low", "Lee Ash"))
    client = sign_in(Client(), make_member("Coo Dinator", Role.COORDINATOR))
    swap = asked(put_down(sam, page))
    if meanwhile:
        seen = client.get(EDIT).context["form"].seen_now
    roster_workflow.accept(swap, user=kim, by=SYSTEM)
    if not meanwhile:
        seen = client.get(EDIT).context["form"].seen_now
    said = for_the_week(client, page, lee, seen)
    assert (who_posts(), who_posts(SATURDAY), said) == (
        "Kim Low",
        "Lee Ash",
        ["14 duties changed. Posting, Our page, Friday 14 May, stays as it is: Kim Low has taken it."],
    )


def test_what_somebody_took_meanwhile_stays_when_another_gets_the_whole_week(page: Channel) -> None:
    kim, lee = member("Kim Low", page), member("Lee Ash", page)
    client = sign_in(Client(), make_member("Coo Dinator", Role.COORDINATOR))
    seen = client.get(EDIT).context["form"].seen_now
    roster_workflow.take(Place(page.pk, DutyKind.POSTING, FRIDAY), user=kim, by=SYSTEM)
    for_the_week(client, page, lee, seen)
    assert (who_posts(), who_posts(SATURDAY)) == ("Kim Low", "Lee Ash")


def test_an_exception_changes_what_was_swapped(page: Channel) -> None:
    sam, kim, lee = (member(name, page) for name in ("Sam Hollis", "Kim Low", "Lee Ash"))
    client = sign_in(Client(), make_member("Coo Dinator", Role.COORDINATOR))
    roster_workflow.accept(asked(put_down(sam, page)), user=kim, by=SYSTEM)
    seen = client.get(EDIT).context["form"].seen_now
    client.post(EDIT, {"seen": seen, name_of(Place(page.pk, DutyKind.POSTING, FRIDAY)): str(lee.pk)})
    assert who_posts() == "Lee Ash"


def test_whoever_took_over_and_is_away_now_is_replaced(page: Channel) -> None:
    sam, kim, lee = (member(name, page) for name in ("Sam Hollis", "Kim Low", "Lee Ash"))
    client = sign_in(Client(), make_member("Coo Dinator", Role.COORDINATOR))
    roster_workflow.accept(asked(put_down(sam, page)), user=kim, by=SYSTEM)
    Leave.objects.create(user=kim, starts_on=FRIDAY, ends_on=FRIDAY)
    for_the_week(client, page, lee, client.get(EDIT).context["form"].seen_now)
    assert who_posts() == "Lee Ash"


def test_whoever_comes_second_reads_on_the_page_who_took_the_duty(page: Channel) -> None:
    sam, kim, lee = (member(name, page) for name in ("Sam Hollis", "Kim Low", "Lee Ash"))
    swap = asked(put_down(sam, page))
    roster_workflow.accept(swap, user=kim, by=SYSTEM)
    response = sign_in(Client(), lee).post(f"{SWAPS}{swap.pk}/accept/")
    assert (response.status_code, response.context["reasons"], response.templates[0].name) == (
        409,
        ["Kim Low has already taken this duty."],
        "socialmedia/roster/swaps.html",
    )


def test_a_request_to_anybody_is_shown_to_who_can(page: Channel) -> None:
    sam, kim = member("Sam Hollis", page), member("Kim Low", page)
    other = make_member("Tilly Onwudiwe", channel=make_channel("Other page", platform="instagram"))
    put = put_down(sam, page)
    asked(put)
    shown = [len(sign_in(Client(), user).get(SWAPS).context["asked"]) for user in (kim, other)]
    assert shown == [1, 0]


def test_whoever_only_lost_duties_is_not_told_to_ask_for_a_swap(page: Channel) -> None:
    sam, kim = member("Sam Hollis", page), member("Kim Low", page)
    put_down(sam, page)
    place = Place(page.pk, DutyKind.POSTING, FRIDAY)
    roster_workflow.assign([roster_workflow.Change(place, was=sam.pk, now=kim.pk)], by=SYSTEM)
    emails = Email.objects.filter(kind="socialmedia/assigned")
    assert {email.to: "ask somebody to swap" in email.body for email in emails} == {
        sam.email: False,
        kim.email: True,
    }
