"""The private calendar, read by a program that is not ours: whole days, at an address that can end."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
import vobject
from django.core.signing import Signer
from django.test import Client

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.links import standing
from socialmedia.appointments import workflow as appointments_workflow
from socialmedia.channels.models import Channel
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.models import RosterDuty
from socialmedia.roster.workflow import renew_calendar
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment
from tests.factories import sign_in
from tests.socialmedia.factories import make_appointment, make_channel, make_member

NOW = datetime(2027, 3, 24, 12, tzinfo=UTC)
CLOCKS_GO_ON = date(2027, 3, 28)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def march() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def address_of(user: User) -> str:
    """The address as the roster's page shows it to somebody who has asked for one."""
    client = sign_in(Client(), user)
    client.post("/social/roster/calendar/")
    return str(client.get("/social/roster/").context["calendar"])


def read(address: str) -> Any:
    response = Client().get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return vobject.readOne(response.content.decode())


def make_duty(user: User, channel: Channel, on: date) -> RosterDuty:
    return RosterDuty.objects.create(channel=channel, kind=DutyKind.POSTING, on=on, user=user)


def test_it_holds_ones_own_duties_as_whole_days_also_when_the_clocks_change() -> None:
    page = make_channel("Our page; upstairs, left")
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Lowe", channel=page)
    duty = make_duty(sam, page, CLOCKS_GO_ON)
    make_duty(kim, page, date(2027, 3, 29))
    [event] = read(address_of(sam)).vevent_list
    assert (event.dtstart.value, event.summary.value, event.uid.value) == (
        CLOCKS_GO_ON,
        "Posting: Our page; upstairs, left",
        f"rosterduty-{duty.pk}@localhost",
    )
    body = Client().get(address_of(sam)).content.decode()
    assert [words in body for words in ("Kim", "Lowe", "Sam", "Hollis", "VTIMEZONE")] == [False] * 5


def test_it_is_offered_to_calendar_programs_and_to_copy_once_there_is_one() -> None:
    client = sign_in(Client(), make_member("Sam Hollis"))
    before = client.get("/social/roster/").content.decode()
    client.post("/social/roster/calendar/")
    page = client.get("/social/roster/")
    shown, path = page.content.decode(), page.context["calendar"]
    assert ["webcal:" in before, f'href="webcal://localhost:8000{path}"' in shown] == [False, True]
    assert f'value="http://localhost:8000{path}"' in shown


def test_a_duty_that_was_given_away_is_in_it_no_more() -> None:
    page = make_channel()
    sam, kim = make_member("Sam Hollis", channel=page), make_member("Kim Low", channel=page)
    duty, address = make_duty(sam, page, CLOCKS_GO_ON), address_of(sam)
    assert len(read(address).vevent_list) == 1
    duty.user = kim
    duty.save()
    assert not hasattr(read(address), "vevent_list")


def test_a_new_address_ends_the_one_before() -> None:
    sam = make_member("Sam Hollis")
    first = address_of(sam)
    second = address_of(sam)
    assert [Client().get(address).status_code for address in (first, second)] == [410, 200]


def test_it_ends_with_the_last_role_and_stays_ended_for_whoever_comes_back() -> None:
    sam = make_member("Sam Hollis", Role.PAGE_ADMIN)
    address = address_of(sam)
    found = [Client().get(address).status_code]
    appointments_workflow.end(Appointment.objects.get(), by=SYSTEM)
    found.append(Client().get(address).status_code)
    make_appointment(sam, Role.COORDINATOR)
    found.append(Client().get(address).status_code)
    assert found == [200, 410, 410]


def test_it_is_closed_to_whoever_has_no_role_today_before_the_night_has_come_by() -> None:
    sam = make_member("Sam Hollis", ends_on=date(2027, 3, 24))
    address = address_of(sam)
    with time_machine.travel(datetime(2027, 3, 25, 0, 1, tzinfo=UTC), tick=False):
        assert Client().get(address).status_code == 410


@pytest.mark.parametrize("part", ["1.1.x", "x", "1.1", "1.2.", "%00", "é.1.x", "1.1." + "A" * 43])
def test_a_forged_address_opens_nothing(part: str) -> None:
    renew_calendar(make_member())
    assert Client().get(f"/social/roster/calendar/{part}.ics").status_code == 410


def test_a_key_signed_for_something_else_opens_nothing() -> None:
    sam = make_member()
    renew_calendar(sam)
    keys = [standing.key("sign", sam.pk), Signer(sep=".").sign(f"{sam.pk}.1"), standing.key("roster", sam.pk)]
    assert [Client().get(f"/social/roster/calendar/{key}.ics").status_code for key in keys] == [410, 410, 200]


def test_nobody_has_an_address_who_did_not_ask_for_one() -> None:
    sam = make_member()
    client = sign_in(Client(), sam)
    assert client.get("/social/roster/").context["calendar"] == ""
    assert Client().get(f"/social/roster/calendar/{standing.key('roster', sam.pk)}.ics").status_code == 410
