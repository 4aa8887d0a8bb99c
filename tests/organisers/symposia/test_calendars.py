"""Calendar files, read by a program that is not ours: the right moments, one name, nothing smuggled in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
import time_machine
import vobject
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from lla.acts.actors import SYSTEM
from lla.emails import message
from lla.emails.models import Email
from organisers.regions.models import Region
from organisers.symposia import calendars
from organisers.symposia.models import Symposium, Venue
from organisers.symposia.workflow import lifecycle
from tests.organisers.factories import make_contact, make_group, make_region
from tests.organisers.symposia.factories import allow_notices, make_confirmed, make_consultation, make_venue

NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def january() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def read(client: Client, region: Region) -> Any:
    response = client.get(reverse("organisers:calendar", args=[region.slug]))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return vobject.readOne(response.content.decode())


@pytest.mark.django_db
def test_the_feed_says_when_and_where_in_london_time(client: Client) -> None:
    hall = make_venue(name="Ousegate Hall; upstairs, left", address="1 Ousegate, Selby")
    symposium = make_confirmed(venues=[hall])
    (event,) = read(client, symposium.region).vevent_list
    assert (event.dtstart.value, event.dtend.value) == (symposium.starts_at, symposium.ends_at)
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/London"]
    assert event.location.value == "Ousegate Hall; upstairs, left, 1 Ousegate, Selby"
    assert event.summary.value == "Yorkshire and the Humber symposium of Left Alliance Network"
    assert event.status.value == "CONFIRMED"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("local", "in_utc"),
    [
        ("a quarter to one, before the clocks go on", datetime(2027, 3, 28, 0, 45, tzinfo=UTC)),
        ("a quarter past two, after they went on", datetime(2027, 3, 28, 1, 15, tzinfo=UTC)),
        ("six in the evening of that day", datetime(2027, 3, 28, 17, 0, tzinfo=UTC)),
    ],
)
def test_a_meeting_on_the_day_the_clocks_change_is_read_as_the_same_moment(
    local: str, in_utc: datetime, client: Client
) -> None:
    symposium = make_confirmed()
    assert symposium.venue and local
    lifecycle.change(
        symposium,
        starts_at=in_utc,
        ends_at=in_utc + timedelta(hours=2),
        venue=symposium.venue,
        note=local,
        by=SYSTEM,
    )
    (event,) = read(client, symposium.region).vevent_list
    assert event.dtstart.value.astimezone(UTC) == in_utc
    assert event.dtend.value.astimezone(UTC) == in_utc + timedelta(hours=2)


@pytest.mark.django_db
def test_a_change_and_a_cancellation_keep_the_name_and_raise_the_sequence(client: Client) -> None:
    symposium = make_confirmed()
    assert symposium.venue and symposium.starts_at
    told = []
    for act in (
        lambda: None,
        lambda: lifecycle.change(
            symposium,
            starts_at=symposium.starts_at + timedelta(days=2),
            ends_at=symposium.starts_at + timedelta(days=2, hours=3),
            venue=symposium.venue,
            note="A strike",
            by=SYSTEM,
        ),
        lambda: lifecycle.cancel(symposium, because="No hall", by=SYSTEM),
    ):
        act()
        (event,) = read(client, symposium.region).vevent_list
        told.append((event.uid.value, event.sequence.value, event.status.value))
    name = f"symposium-{symposium.pk}@localhost"
    assert told == [(name, "0", "CONFIRMED"), (name, "1", "CONFIRMED"), (name, "2", "CANCELLED")]


def attached(kind: str) -> list[tuple[str, ...]]:
    """What the calendar file of an email says, as a mail program and a calendar program read it."""
    email = Email.objects.get(kind=f"organisers/symposium_{kind}")
    sent = message_from_bytes(message.build(email).message().as_bytes(), policy=policy.default)
    found = []
    for part in sent.iter_attachments():
        calendar = Calendar.from_ical(part.get_content())
        (event,) = calendar.walk("VEVENT")
        names = (part.get_content_type(), part.get_filename(), part["Content-Type"].params["method"])
        said = (
            calendar["method"],
            *(str(event[name]) for name in ("uid", "sequence", "status", "organizer")),
        )
        found.append((*names, *said))
    return found


@pytest.mark.django_db
def test_an_email_of_a_date_brings_it_along_moves_it_and_takes_it_out_again() -> None:
    allow_notices(make_contact())
    symposium = make_confirmed()
    assert symposium.venue and symposium.starts_at
    starts_at, ends_at = (
        symposium.starts_at + timedelta(days=2),
        symposium.starts_at + timedelta(days=2, hours=3),
    )
    lifecycle.change(
        symposium, starts_at=starts_at, ends_at=ends_at, venue=symposium.venue, note="A strike", by=SYSTEM
    )
    lifecycle.cancel(symposium, because="No hall", by=SYSTEM)
    uid, organiser = f"symposium-{symposium.pk}@localhost", "mailto:hello@example.org"
    file = ("text/calendar", "date.ics")
    assert {kind: attached(kind) for kind in ("asked", "confirmed", "changed", "cancelled")} == {
        "asked": [],
        "confirmed": [(*file, "PUBLISH", "PUBLISH", uid, "0", "CONFIRMED", organiser)],
        "changed": [(*file, "PUBLISH", "PUBLISH", uid, "1", "CONFIRMED", organiser)],
        "cancelled": [(*file, "CANCEL", "CANCEL", uid, "2", "CANCELLED", organiser)],
    }


@pytest.mark.django_db
def test_an_email_that_calls_off_what_had_no_date_brings_none() -> None:
    allow_notices(make_contact())
    lifecycle.cancel(make_consultation(), because="No hall", by=SYSTEM)
    assert attached("cancelled") == []


@pytest.mark.django_db
def test_what_is_not_decided_is_in_no_calendar(client: Client) -> None:
    make_group()
    symposium = make_consultation()
    assert not hasattr(read(client, symposium.region), "vevent_list")
    address = reverse("organisers:symposium_calendar", args=[symposium.region.slug, symposium.quarter])
    assert client.get(address).status_code == 404


@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_words_break_out_of_their_line(words: str) -> None:
    region = Region(name="North", slug="north")
    venue = Venue(name=words, address="BEGIN:VALARM\r\nX:y", transport=words, region=region)
    symposium = Symposium(
        pk=7, region=region, quarter=NOW.date().replace(day=1), stage="confirmed", venue=venue
    )
    symposium.starts_at, symposium.ends_at = NOW, NOW + timedelta(hours=1)
    vars(symposium).update(times_told=1, told_at=NOW)
    lines = calendars.of_symposium(symposium).decode().replace("\r\n ", "").split("\r\n")
    names = [line.split(":")[0].split(";")[0] for line in lines]
    assert names.count("BEGIN") == names.count("END") == 5
    assert set(names) - {"SUMMARY", "LOCATION", "DESCRIPTION"} == {
        "BEGIN", "END", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "TZID", "DTSTART", "DTEND",
        "RRULE", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO",
        "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "STATUS", "ORGANIZER", "URL",
        "",
    }  # fmt: skip


@pytest.mark.django_db
def test_an_empty_feed_is_a_calendar_too(client: Client) -> None:
    assert read(client, make_region()).version.value == "2.0"
