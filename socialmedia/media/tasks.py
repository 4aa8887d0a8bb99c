"""What leaves the library without anybody asking."""

from datetime import timedelta

from lla.acts.actors import SYSTEM
from lla.jobs import schedule
from lla.time import clock

from . import rules, workflow
from .models import MediaFile

NEVER_DESCRIBED_FOR = timedelta(days=7)
UNUSED_FOR = timedelta(days=730)


@schedule.nightly
def remove_unneeded_media() -> int:
    """Remove what nobody described within a week, and what no post of the last two years has."""
    now = clock.now()
    never_described = MediaFile.objects.never_described(before=now - NEVER_DESCRIBED_FOR)
    unused = MediaFile.objects.unused(before=now - UNUSED_FOR)
    removed = [(row, "Nobody described it.") for row in never_described]
    removed += [(row, "No post used it any more.") for row in unused]
    for row, why in removed:
        if not rules.why_not_remove(row, why=why):
            workflow.remove(row, why=why, by=SYSTEM, barred=False)
    return len(removed)
