"""Who speaks for a motion, gathered from the people behind it and behind what it is made of."""

from collections.abc import Iterable

from ..agenda.choices import Nature
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
