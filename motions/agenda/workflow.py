"""What is done with a conference as a whole: it is held for an act, and opened to everybody."""

from django.db import transaction

from lla.acts.refusals import NotAllowed, allow
from lla.time import clock

from . import rules
from .models import Conference


def hold(pk: int, *, for_good: bool = False) -> Conference:
    """The conference as it is now, which no other act changes meanwhile; refused if a colleague removed it.

    `for_good` keeps rows that belong to it from being added too.
    """
    held = Conference.objects.select_for_update(no_key=not for_good).filter(pk=pk).first()
    if held is None:
        raise NotAllowed(rules.why_gone(pk) or [rules.GONE])
    return held


@transaction.atomic
def open_conference(conference: Conference) -> Conference:
    """Show a draft to everybody; its own history records by whom."""
    conference = hold(conference.pk)
    allow(rules.why_not_open(conference))
    conference.opened_at = clock.now()
    conference.save(update_fields=["opened_at", "changed_at"])
    return conference
