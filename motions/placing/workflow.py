"""Placing a motion elsewhere: another item, another number, another series; its label goes with it."""

from datetime import date

from django.db import transaction
from django.db.models import F

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock

from ..agenda.choices import Kind, Labelling
from ..agenda.models import AgendaItem, Conference
from ..motion import numbering
from ..motion.choices import Act, Status
from ..motion.models import Motion
from ..motion.workflow import give_label, lock, record, series
from . import emails, rules, selectors
from .models import FormerLabel


@transaction.atomic
def move_to_item(motion: Motion, *, by: User, item: AgendaItem, seen: int | None = None) -> Motion:
    """Put a motion under another agenda item; where items have series of their own its label changes."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_move(motion, item=item, by=by, now=clock.now()))
    was, before = selectors.labels(motion), motion.item
    motion.item = item
    motion.amendments.update(item=item)
    record(motion, Act.MOVED_ITEM, by=Actor.user(by), public=True, moved_item=[before.pk, item.pk])
    change_series(motion, was_under=before, by=Actor.user(by))
    AgendaItem.objects.filter(pk__in=(before.pk, item.pk)).update(content_version=F("content_version"))
    outbox.post(*emails.placed(motion, what="moved", how=" to another agenda item", was=was))
    return motion


@transaction.atomic
def renumber(motion: Motion, *, by: User, number: int, seen: int | None = None) -> Motion:
    """Give a motion another number of its series."""
    motion = lock(motion, seen=seen)
    _lock_conference(motion)
    allow(rules.why_not_renumber(motion, number=number, by=by, now=clock.now()))
    was, motion.number = selectors.labels(motion), number
    motion.label = numbering.label(
        motion.conference.numbering,
        scope=motion.scope or "",
        number=number,
        order=motion.item.order,
        prefix=motion.item.prefix,
    )
    record(motion, Act.LABELLED, by=Actor.user(by), number=number)
    _label_amendments(motion)
    outbox.post(*emails.placed(motion, what="renumbered", was=was))
    return motion


@transaction.atomic
def treat_as_emergency(motion: Motion, *, by: User, event_on: date, seen: int | None = None) -> Motion:
    """Take a motion as an emergency, because of something that happened after motions closed."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_treat_as_emergency(motion, event_on=event_on, by=by, now=clock.now()))
    was = selectors.labels(motion)
    motion.kind, motion.event_on = Kind.EMERGENCY, event_on
    if motion.late and motion.received_at:
        motion.late = not motion.conference.received_in_time(
            motion.closing, sent_at=motion.submitted_at, received_at=motion.received_at
        )
    record(motion, Act.MADE_EMERGENCY, by=Actor.user(by), public=True)
    change_series(motion, was_under=motion.item, by=Actor.user(by))
    outbox.post(*emails.placed(motion, what="admitted", how=" as an emergency", was=was))
    return motion


def change_series(motion: Motion, *, was_under: AgendaItem, by: Actor) -> None:
    """Give a held motion the next label of the series it belongs to now; the one it had is never given again.

    Where labels are given with the ruling, a motion that waits for one has none until then. An amendment that
    comes back to its motion has the label again that it had there.
    """
    if motion.number is None or motion.scope == series(motion, motion.conference):
        return
    _lock_conference(motion)
    FormerLabel.objects.create(
        conference=motion.conference,
        motion=motion,
        item=was_under,
        scope=motion.scope or "",
        number=motion.number,
        label=motion.label,
        left_at=clock.now(),
    )
    motion.scope, motion.number, motion.label = None, None, ""
    on_ruling = motion.conference.labelling == Labelling.IN_ORDER and not motion.late
    if motion.amends and _has_back(motion):
        record(motion, Act.LABELLED, by=by, number=motion.number)
    elif on_ruling and motion.status != Status.IN_ORDER:
        motion.save()
    else:
        give_label(motion, by=by)
    _label_amendments(motion)


def _has_back(amendment: Motion) -> bool:
    """Whether a held amendment had a label among those to the motion that it amends; it has that again."""
    former = amendment.former_labels.filter(scope=series(amendment, amendment.conference)).first()
    if former is None or amendment.amends is None:
        return False
    amendment.scope, amendment.number = former.scope, former.number
    amendment.label = numbering.amendment_label(
        amendment.amends.label or amendment.amends.reference, former.number
    )
    former.delete()
    return True


def _lock_conference(motion: Motion) -> None:
    """Take the lock of all labels, after those of the amendments whose labels follow."""
    list(motion.amendments.select_for_update(no_key=True).order_by("pk"))
    Conference.objects.select_for_update(no_key=True).get(pk=motion.conference_id)


def _label_amendments(motion: Motion) -> None:
    """Amendments are labelled by the motion that they amend: B.1 becomes 4A.1."""
    amendments, now = list(motion.amendments.exclude(number=None)), clock.now()
    for amendment in amendments:
        amendment.label = numbering.amendment_label(motion.label or motion.reference, amendment.number or 0)
        amendment.changed_at = now
    Motion.objects.amendments().bulk_update(amendments, ["label", "changed_at"])
