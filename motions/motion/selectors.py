"""Who speaks for a motion, by the people behind it and what it is made of; how many it still lacks."""

from collections.abc import Iterable
from datetime import datetime

from ..agenda import wording as agenda_wording
from ..agenda.choices import Nature
from .choices import BEFORE_RECEIPT
from .models import Backing, Motion


def answerable(backings: Iterable[Backing]) -> list[Backing]:
    return [backing for backing in backings if backing.answers_for_motion]


def answering_for(motion: Motion) -> list[Backing]:
    """Movers, and the confirming officer of its group.

    For a composite answer those who speak for its motions, once they have been asked about it.
    """
    return answerable(motion.backings.standing()) + speaking_for_sources(motion)


def speaking_for_sources(motion: Motion) -> list[Backing]:
    """The movers of the motions that a composite is made of; of anything else nobody."""
    if motion.nature != Nature.COMPOSITE:
        return []
    asked = {"in_composites__composite": motion, "in_composites__left_at": None}
    motions = Motion.objects.main().filter(in_composites__asked__isnull=False, **asked)
    return list(Backing.objects.filter(motion__in=motions).select_related("motion").standing().movers())


def to_find(motion: Motion, *, standing: int, now: datetime) -> str:
    """9 to find by Thursday 24 December: the signatories that a motion lacks while it gathers them."""
    if motion.status not in BEFORE_RECEIPT:
        return ""
    return agenda_wording.to_find(motion.conference, motion.closing, standing=standing, now=now)
