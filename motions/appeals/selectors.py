"""The ruling that a motion is out by, and the appeal against it."""

from ..motion.choices import Outcome, Status
from ..motion.models import Motion, Ruling
from .models import Appeal


def ruling_out(motion: Motion) -> Ruling | None:
    """The ruling that is in force, or under appeal."""
    if motion.status not in (Status.RULED_OUT, Status.UNDER_APPEAL):
        return None
    decided = motion.rulings.filter(outcome=Outcome.RULED_OUT, decided_at__isnull=False, ended_at=None)
    return decided.order_by("decided_at", "pk").last()


def appeal_against(ruling: Ruling | None) -> Appeal | None:
    return Appeal.objects.filter(ruling=ruling).select_related("by").first() if ruling else None


def open_appeal(motion: Motion) -> Appeal | None:
    """The appeal that is not decided yet."""
    return appeal_against(ruling_out(motion)) if motion.status == Status.UNDER_APPEAL else None
