"""Who reads reports, and whether one may be begun, written and sent."""

from datetime import date, datetime

from django.utils.timezone import localdate

from lla.accounts.models import User

from ..deliberations.naming import Called, named_in
from ..deliberations.rules import named_among_us
from ..forums.models import Participant
from ..team.rules import Standing, standing
from .models import Report, ReportStatus

NOT_YOURS = "Only the coordinator, the Social Media Manager and the leadership can see reports."
NOT_SENT = "Send the report to the leadership first."
SAY_WORDS = "Write what everybody may read about the month."
NOT_PUBLISHED = "There is no published version to withdraw."
MONTHS_BACK = 24


def why_not_read(user: User, *, now: datetime, known: Standing | None = None) -> list[str]:
    reader = known or standing(user, now=now)
    return [] if reader.coordinates or reader.leads else [NOT_YOURS]


def may_read(report: Report, user: User, *, now: datetime) -> bool:
    """A draft is its writers' until it is sent."""
    reader = standing(user, now=now)
    return reader.coordinates or (reader.leads and report.status == ReportStatus.SENT)


def named_in_words(words: str) -> list[str]:
    """Whom of us, and of the people in our forums who have a case, these words may name."""
    people = {person.pk: person for person in Participant.objects.exclude(cases=None).distinct()}
    keys = named_in(words, [Called(person.pk, person.name, "") for person in people.values()])
    return [str(user) for user in named_among_us(words)] + [people[key].name for key in sorted(keys)]


def why_not_begin(month: date, *, now: datetime) -> list[str]:
    """A report of a month that has begun and is not long ago, one for each."""
    today = localdate(now)
    if month > today:
        return ["This month has not started yet."]
    if (today.year - month.year) * 12 + today.month - month.month > MONTHS_BACK:
        return ["This month is too long ago to report on."]
    if Report.objects.filter(month=month).exists():
        return [f"There is already a report for {month:%B %Y}."]
    return []


def why_not_write(report: Report) -> list[str]:
    if report.status == ReportStatus.SENT:
        return ["This report has been sent, so it cannot be changed."]
    return []


def why_not_send(report: Report, *, now: datetime) -> list[str]:
    """Sending to the leadership: once, after the month, with a word on what mattered."""
    reasons = why_not_write(report)
    if reasons:
        return reasons
    today = localdate(now)
    if (today.year, today.month) <= (report.month.year, report.month.month):
        reasons.append(f"{report.month:%B} is not over yet, so its figures would be incomplete.")
    if not report.opening.strip():
        reasons.append("Write what mattered this month first.")
    return reasons


def why_not_publish(report: Report) -> list[str]:
    """Publishing a version for everybody, or publishing it again with other words."""
    return [] if report.status == ReportStatus.SENT else [NOT_SENT]


def why_not_withdraw(report: Report) -> list[str]:
    return [] if report.published_at else [NOT_PUBLISHED]
