"""What somebody is told about their case; it is copied by hand, for platforms take no emails from us."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from lla.emails.outbox import words_of

from .choices import CaseOutcome
from .models import BreachCase


def words_to_participant(case: BreachCase) -> str:
    """The words, with rule, length and how to appeal; nothing is sent."""
    context = {
        "case": case,
        "until": until(case),
        "outcome": CaseOutcome(case.outcome).label.lower(),
        "appealed": case.appeal_decided_at is not None,
    }
    return words_of("emails/socialmedia/_case_told.txt", context)["body"]


def until(case: BreachCase) -> date | None:
    """The last day of a mute or a ban, counted from the day it was decided."""
    if not case.days or not case.decided_at:
        return None
    return localdate(case.decided_at) + timedelta(days=case.days)
