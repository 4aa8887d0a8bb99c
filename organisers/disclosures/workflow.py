"""Counting who opened contacts' pages on screen, and forgetting the counts."""

from datetime import timedelta

from django.db import connection
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time import clock

from ..contacts.models import Contact
from .models import Opening

KEPT_FOR = timedelta(days=365)
# One statement, so that two at once are two.
COUNT_ONE = """
    INSERT INTO organisers_opening AS counted (contact_id, by_id, "on", times, last_at)
    VALUES (%(contact)s, %(by)s, %(on)s, 1, %(at)s)
    ON CONFLICT (contact_id, by_id, "on") DO UPDATE SET
        times = counted.times + 1, last_at = excluded.last_at
"""


def count_opening(contact: Contact, *, by: User) -> None:
    """Count that somebody was shown a contact's details; the view counts it before it answers."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE, {"contact": contact.pk, "by": by.pk, "on": localdate(now), "at": now})


def forget_openings() -> int:
    """Remove counts after a year."""
    return Opening.objects.filter(on__lt=localdate(clock.now()) - KEPT_FOR).delete()[0]
