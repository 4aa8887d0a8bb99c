"""What is done with a conference as a whole: it is opened to everybody."""

from django.db import transaction

from lla.acts.refusals import allow
from lla.time import clock

from . import rules
from .models import Conference


@transaction.atomic
def open_conference(conference: Conference) -> Conference:
    """Show a draft to everybody; its own history records by whom."""
    conference = Conference.objects.select_for_update(no_key=True).get(pk=conference.pk)
    allow(rules.why_not_open(conference))
    conference.opened_at = clock.now()
    conference.save(update_fields=["opened_at", "changed_at"])
    return conference
