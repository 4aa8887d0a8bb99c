"""At night only what its reader waits for at that moment goes out, whatever the clocks do."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from lla.emails import delivery, quiet_hours, tasks
from lla.emails.choices import Urgency
from lla.jobs.models import Run
from tests.factories import make_email

LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def at_night(settings: Settings) -> None:
    settings.EMAIL_QUIET_HOURS = (21, 8)


def london(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "is_quiet"),
    [
        ("2027-01-15 20:59:59", False),
        ("2027-01-15 21:00", True),
        ("2027-01-16 00:00", True),
        ("2027-01-16 03:15", True),
        ("2027-01-16 07:59:59", True),
        ("2027-01-16 08:00", False),
        ("2027-07-16 07:59:59", True),
        ("2027-07-16 08:00", False),
    ],
)
def test_from_nine_in_the_evening_to_eight_in_the_morning_it_is_quiet(moment: str, is_quiet: bool) -> None:
    assert quiet_hours.is_quiet(london(moment)) == is_quiet


@pytest.mark.parametrize(
    ("morning", "utc"),
    [
        ("2027-03-27", 8),  # the day before the clocks go forward
        ("2027-03-28", 7),
        ("2027-10-30", 7),  # the day before they go back
        ("2027-10-31", 8),
    ],
)
def test_the_night_ends_at_eight_by_the_clock_on_the_wall_when_it_changes(morning: str, utc: int) -> None:
    eight = datetime.fromisoformat(f"{morning}T{utc:02}:00+00:00")
    last = eight - timedelta(seconds=1)
    assert [quiet_hours.is_quiet(moment) for moment in (last, eight)] == [True, False]
    assert quiet_hours.last_morning(eight) == eight
    assert quiet_hours.last_morning(last) == london(morning).replace(hour=8) - timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2027-01-15", "2027-03-27", "2027-10-30"])
def test_what_the_night_has_to_say_waits_for_the_morning_and_a_code_does_not(day: str) -> None:
    night = london(day).replace(hour=3, minute=15) + timedelta(days=1)
    morning = night.replace(hour=8, minute=0)
    with time_machine.travel(night, tick=False):
        make_email(subject="A reminder", urgency=Urgency.SOON)
        make_email(subject="A list", urgency=Urgency.LATER)
        make_email(subject="A code", urgency=Urgency.NOW)
        assert delivery.deliver_due() == 1
    assert [email.subject for email in mail.outbox] == ["A code"]
    with time_machine.travel(morning.astimezone(ZoneInfo("UTC")) - timedelta(seconds=1), tick=False):
        assert delivery.deliver_due() == 0
    with time_machine.travel(morning, tick=False):
        assert delivery.deliver_due() == 2
    assert [email.subject for email in mail.outbox] == ["A code", "A reminder", "A list"]


@pytest.mark.django_db
def test_what_is_of_no_use_in_the_morning_is_dropped_and_not_sent() -> None:
    with time_machine.travel(london("2027-01-15 22:00"), tick=False):
        email = make_email(expires_at=timezone.now() + timedelta(hours=2))
    with time_machine.travel(london("2027-01-16 08:00"), tick=False):
        assert (delivery.deliver_due(), tasks.drop_expired()) == (0, 1)
    email.refresh_from_db()
    assert (email.sent_at, email.last_error, mail.outbox) == (None, "Expired", [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("urgency", "moment", "outbox"),
    [
        (Urgency.SOON, "2027-01-16 07:59", "ok"),
        (Urgency.SOON, "2027-01-16 08:09", "ok"),
        (Urgency.SOON, "2027-01-16 08:11", "late"),
        (Urgency.NOW, "2027-01-16 03:00", "late"),
    ],
)
def test_health_calls_no_email_late_that_waits_for_the_morning(
    client: Client, urgency: Urgency, moment: str, outbox: str
) -> None:
    with time_machine.travel(london("2027-01-15 21:30"), tick=False):
        make_email(urgency=urgency)
    with time_machine.travel(london(moment), tick=False):
        Run.objects.create(name="sweep", began_at=timezone.now(), finished_at=timezone.now())
        assert client.get("/healthz").json()["outbox"] == outbox
