"""Days and moments are said in words, in London time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client

from lla.time import clock
from lla.time.wording import (
    clock_in_words,
    date_in_brief,
    day_in_brief,
    day_in_words,
    days_left,
    minutes_in_words,
    moment_in_brief,
    moment_in_words,
    short_day,
    span_in_words,
    time_left,
    urgency,
)
from tests.factories import make_email, make_staff, sign_in
from tests.motions.factories import make_conference


def test_a_summer_moment_is_said_in_london_time() -> None:
    assert moment_in_words(datetime(2027, 5, 1, 16, 0, tzinfo=UTC)) == "Saturday 1 May 2027, 5 pm"


def test_a_winter_moment_near_midnight_stays_on_its_day() -> None:
    assert moment_in_words(datetime(2027, 1, 2, 23, 59, tzinfo=UTC)) == "Saturday 2 January 2027, 11.59 pm"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "midnight"),
        (12, 0, "noon"),
        (12, 5, "12.05 pm"),
        (9, 14, "9.14 am"),
        (17, 0, "5 pm"),
        (0, 30, "12.30 am"),
    ],
)
def test_the_clock_is_said_as_people_say_it(hour: int, minute: int, words: str) -> None:
    assert clock_in_words(datetime(2027, 1, 2, hour, minute, tzinfo=UTC)) == words


def test_days_are_said_with_and_without_weekday_and_year() -> None:
    day = date(2027, 2, 22)
    assert day_in_words(day) == "Monday 22 February 2027"
    assert day_in_words(day, year=False) == "Monday 22 February"
    assert short_day(day) == "22 February 2027"


def test_days_and_moments_are_short_in_the_subject_of_an_email() -> None:
    day = date(2027, 2, 22)
    moment = datetime(2027, 5, 1, 14, 20, tzinfo=UTC)
    assert (date_in_brief(day), day_in_brief(day)) == ("22 Feb", "Mon 22 Feb")
    assert moment_in_brief(moment) == "Sat 1 May, 3.20pm"
    assert moment_in_brief(moment.replace(hour=10, minute=0)) == "Sat 1 May, 11am"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=3), "3 days left"),
        (timedelta(hours=36), "2 days left"),
        (timedelta(hours=35), "35 hours left"),
        (timedelta(hours=2), "2 hours left"),
        (timedelta(minutes=119), "119 minutes left"),
        (timedelta(seconds=30), "1 minute left"),
        (timedelta(), ""),
        (timedelta(days=-1), ""),
    ],
)
def test_the_time_left_is_said_in_its_largest_useful_unit(left: timedelta, words: str) -> None:
    now = datetime(2027, 1, 10, 12, 0, tzinfo=UTC)
    assert time_left(now + left, now=now) == words


def test_the_clock_can_retell_the_past_and_comes_back() -> None:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    with clock.at(past):
        assert clock.now() == past
    assert clock.now() > past


@pytest.mark.django_db
def test_the_desk_writes_moments_as_every_page_does(client: Client) -> None:
    sign_in(client, make_staff())
    email = make_email(sent_at=datetime(2026, 12, 24, 18, 30, tzinfo=UTC))
    list_and_row = [client.get(f"/admin/lla/email/{place}") for place in ("", f"{email.pk}/change/")]
    shown = [page.content.decode() for page in list_and_row]
    assert ["Thursday 24 December 2026, 6.30 pm" in words for words in shown] == [True, True]
    assert ["p.m." in words or "18:30" in words for words in shown] == [False, False]


@pytest.mark.django_db
def test_the_desk_writes_days_as_every_page_does(client: Client) -> None:
    sign_in(client, make_staff())
    conference = make_conference()
    page = client.get("/admin/motions/conference/").content.decode()
    words = (day_in_words(conference.starts_on), moment_in_words(conference.motions_close_at))
    assert ([said in page for said in words], "p.m." in page) == ([True, True], False)


@pytest.mark.parametrize(
    ("left", "tone"),
    [
        (timedelta(days=7), ""),
        (timedelta(days=6, hours=23), "wait"),
        (timedelta(days=2), "wait"),
        (timedelta(days=1, hours=23), "bad"),
        (timedelta(days=-1), "bad"),
    ],
)
def test_a_deadline_is_amber_under_seven_days_and_red_under_two(left: timedelta, tone: str) -> None:
    now = datetime(2027, 4, 20, 12, tzinfo=UTC)
    assert urgency(now + left, now=now) == tone


def test_how_long_is_left_until_a_day_is_said_in_days() -> None:
    day = date(2027, 2, 22)
    words = [days_left(day, today=date(2027, 2, at)) for at in (19, 21, 22, 23)]
    assert words == ["3 days left", "tomorrow", "today", ""]


def test_a_deadline_in_a_line_says_when_and_how_long_is_left() -> None:
    with clock.at(datetime(2027, 2, 20, 12, tzinfo=UTC)):
        pieces = [
            render_to_string("components/due.html", {"at": at})
            for at in (date(2027, 3, 1), date(2027, 2, 22), datetime(2027, 2, 19, 17, tzinfo=UTC))
        ]
    assert [" ".join(piece.split()) for piece in pieces] == [
        '<span class="due">Mon 1 Mar <span class="due__left">· 9 days left</span> </span>',
        '<span class="due due--wait">Mon 22 Feb <span class="due__left">· 2 days left</span> </span>',
        '<span class="due due--bad">Fri 19 Feb, 5pm · late </span>',
    ]


def test_a_span_of_minutes_is_said_in_the_words_people_use() -> None:
    assert [minutes_in_words(minutes) for minutes in (20, 30, 45, 60, 90, 120, 720)] == [
        *("20 minutes", "half an hour", "45 minutes", "an hour", "90 minutes", "two hours", "12 hours"),
    ]


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(hours=1), "an hour"),
        (timedelta(days=1), "a day"),
        (timedelta(days=2), "two days"),
        (timedelta(days=90), "90 days"),
        (timedelta(days=364), "364 days"),
        (timedelta(days=365), "a year"),
        (timedelta(days=366), "a year"),
        (timedelta(days=367), "367 days"),
        (timedelta(days=730), "two years"),
        (timedelta(days=731), "two years"),
    ],
)
def test_a_span_is_said_in_its_usual_unit(span: timedelta, words: str) -> None:
    assert span_in_words(span) == words
