"""Marking two motions as duplicates of each other, and undoing it."""

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow

from ..motion.choices import Act
from ..motion.models import Motion
from ..motion.workflow import lock, record
from . import rules
from .models import Duplicate


@transaction.atomic
def mark_duplicate(motion: Motion, *, by: User, other: Motion, seen: int | None = None) -> None:
    """Say on the pages of both that two motions say the same."""
    motion, other = _lock_both(motion, other, seen=seen)
    allow(rules.why_not_mark(motion, other=other, by=by))
    for one, twin in ((motion, other), (other, motion)):
        Duplicate.objects.create(motion=one, other=twin, by=by)
        record(one, Act.DUPLICATE_MARKED, by=Actor.user(by), public=_both_public(one, twin), other=twin.pk)


@transaction.atomic
def unmark_duplicate(motion: Motion, *, by: User, other: Motion, seen: int | None = None) -> None:
    """Undo it, on the pages of both."""
    motion, other = _lock_both(motion, other, seen=seen)
    allow(rules.why_not_unmark(motion, other=other, by=by))
    for one, twin in ((motion, other), (other, motion)):
        one.duplicates.filter(other=twin).delete()
        record(one, Act.DUPLICATE_UNMARKED, by=Actor.user(by), public=_both_public(one, twin), other=twin.pk)


def _both_public(motion: Motion, other: Motion) -> bool:
    """Whether readers may know: they are not told of a motion that is not public."""
    return motion.is_public and other.is_public


def _lock_both(motion: Motion, other: Motion, *, seen: int | None) -> tuple[Motion, Motion]:
    """Both locked, the older first, so that two who lock them at once do not wait for each other."""
    locked = {}
    for each in sorted({motion, other}, key=lambda each: each.pk):
        locked[each.pk] = lock(each, seen=seen if each.pk == motion.pk else None)
    return locked[motion.pk], locked[other.pk]
