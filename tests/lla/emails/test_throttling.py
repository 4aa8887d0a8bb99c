"""Where the mail server's owner sets a bound, no more emails a minute go out, but codes always do."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from lla.emails import delivery
from lla.emails.choices import Urgency
from tests.factories import make_email

pytestmark = pytest.mark.django_db


def subjects() -> list[str]:
    return [str(email.subject) for email in mail.outbox]


def test_as_many_emails_leave_in_a_minute_as_the_setting_says(settings: Settings) -> None:
    settings.EMAIL_PER_MINUTE = 3
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        for number in range(7):
            make_email(f"kim{number}@example.org", f"Email {number}")
        assert [delivery.deliver_due(), delivery.deliver_due()] == [3, 0]
    with time_machine.travel(now + timedelta(seconds=59), tick=False):
        assert delivery.deliver_due() == 0
    with time_machine.travel(now + timedelta(seconds=61), tick=False):
        assert delivery.deliver_due() == 3
    with time_machine.travel(now + timedelta(seconds=122), tick=False):
        assert delivery.deliver_due() == 1
    assert subjects() == [f"Email {number}" for number in range(7)]


def test_a_code_is_counted_and_never_held_back(settings: Settings) -> None:
    settings.EMAIL_PER_MINUTE = 2
    with time_machine.travel(timezone.now(), tick=False):
        make_email(subject="A code", urgency=Urgency.NOW)
        make_email(subject="One")
        make_email(subject="Two")
        assert delivery.deliver_due() == 2
        make_email(subject="Another code", urgency=Urgency.NOW)
        assert delivery.deliver_due() == 1
    assert subjects() == ["A code", "One", "Another code"]


def test_without_the_setting_all_leave_at_once_and_nothing_is_counted() -> None:
    for number in range(5):
        make_email(f"kim{number}@example.org", f"Email {number}")
    assert delivery.deliver_due() == 5
