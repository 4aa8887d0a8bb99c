"""The emails about the coordinator's report: that it is drafted, and that it has come."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from lla.accounts.groups import STEERING_COMMITTEE
from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose

from .models import Report


def drafted(report: Report, coordinator: User) -> Email:
    """To the coordinator, once the month is over."""
    return _email("report_drafted", report, to=coordinator.email, person=coordinator)


def sent(report: Report) -> list[Email]:
    """To everybody in the leadership; to the organisation's address where nobody is."""
    people = User.objects.filter(groups__name=STEERING_COMMITTEE, is_active=True).order_by("pk")
    emails = [_email("report_sent", report, to=person.email, person=person) for person in people]
    return emails or [_email("report_sent", report, to=settings.ORGANISATION["email"], person=None)]


def _email(name: str, report: Report, *, to: str, **context: Any) -> Email:
    page = settings.ORGANISATION["url"] + reverse("socialmedia:report", args=[report.month])
    return compose(
        f"socialmedia/{name}",
        {"report": report, "page": page, **context},
        to=to,
        about=f"report {report.month:%Y-%m}",
        urgency=Urgency.LATER,
    )
