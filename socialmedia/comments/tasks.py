"""What is done for comments by night: old words go."""

from datetime import timedelta

from django.db import transaction

from lla.jobs import schedule
from lla.time import clock

from ..record.workflow import forget_rows
from .models import Incident

COMMENTS_KEPT = timedelta(days=90)  # after they were written


@schedule.nightly
@transaction.atomic
def forget_comments() -> int:
    """Drop who wrote a comment, what it said, where it stands and why something was done."""
    old = Incident.objects.to_forget(before=clock.now() - COMMENTS_KEPT)
    return forget_rows(old, person="", words="", link="", note="")
