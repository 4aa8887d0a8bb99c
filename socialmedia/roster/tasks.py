"""What is done for the roster by night: swaps nobody answered are closed, old days deleted."""

from datetime import timedelta

from django.utils.timezone import localdate

from lla.jobs import schedule
from lla.time import clock

from .models import RosterDuty, Swap
from .workflow import lapse


@schedule.nightly
def let_swaps_lapse() -> None:
    """Close the swaps that nobody answered before the day was over."""
    for swap in Swap.objects.lapsed(on=localdate(clock.now())):
        lapse(swap)


KEPT = timedelta(days=731)  # two years, as long as anybody compares a month with that of a year before


@schedule.nightly
def forget_duties() -> None:
    """Days of the roster that nobody compares with any more, and the words of swaps that are over."""
    today = localdate(clock.now())
    RosterDuty.objects.filter(on__lt=today - KEPT).delete()
    Swap.objects.filter(duty__on__lt=today).exclude(note="").update(note="")
