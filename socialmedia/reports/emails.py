"""The emails about the coordinator's report: that it is drafted, and that it has come."""

from django.conf import settings

from lla.accounts.groups import STEERING_COMMITTEE
from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address

from .models import Report


def drafted(report: Report, coordinator: User) -> Email:
    """To the coordinator, once the month is over."""
    return _email("report_drafted", report, to=coordinator)


def sent(report: Report) -> list[Email]:
    """To everybody in the leadership; to the organisation's address where nobody is."""
    people = User.objects.filter(groups__name=STEERING_COMMITTEE, is_active=True).order_by("pk")
    emails = [_email("report_sent", report, to=person) for person in people]
    return emails or [_email("report_sent", report, to=settings.ORGANISATION["email"])]


def _email(name: str, report: Report, *, to: User | str) -> Email:
    page = page_address("socialmedia:report", report.month)
    return compose(
        f"socialmedia/{name}",
        {"report": report, "page": page},
        to=to,
        about=f"report {report.month:%Y-%m}",
        urgency=Urgency.LATER,
    )
