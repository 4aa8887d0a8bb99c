"""Labels that are taken, or were, and where motions have moved from."""

from collections.abc import Iterable, Mapping

from django.db.models import Max, Q

from ..agenda.models import AgendaItem
from ..motion.models import Motion
from ..motion.moved_labels import MovedLabel
from .models import FormerLabel


def holder(motion: Motion, number: int) -> Motion | None:
    """The other motion that has a number in the series of this one, or had it before it moved."""
    own = motion.conference.motions.any_nature().filter(scope=motion.scope, number=number)
    former = FormerLabel.objects.filter(conference=motion.conference_id, scope=motion.scope, number=number)
    label = former.select_related("motion__current", "motion__item").first()
    return own.select_related("current", "item").first() or (label.motion if label else None)


def highest_number(motion: Motion) -> int:
    """The highest number of the motion's series, those of motions that have left it included."""
    rows = (
        motion.conference.motions.any_nature().filter(scope=motion.scope),
        motion.conference.former_labels.filter(scope=motion.scope),
    )
    return max(row.aggregate(highest=Max("number"))["highest"] or 0 for row in rows)


def gaps(motion: Motion) -> list[int]:
    """Numbers of the motion's series that nobody has, or had, below the highest."""
    own = motion.conference.motions.any_nature().filter(scope=motion.scope)
    former = motion.conference.former_labels.filter(scope=motion.scope)
    used = {row.number or 0 for row in (*own.only("number"), *former.only("number"))}
    return [number for number in range(1, max(used, default=0)) if number not in used]


def labels(motion: Motion) -> dict[int, str]:
    """How a motion and the amendments to it are called now by their labels, by their keys."""
    rows = Motion.objects.any_nature().filter(Q(pk=motion.pk) | Q(amends=motion.pk))
    rows = rows.exclude(label="").select_related("item").order_by("amends", "number", "pk")
    return {row.pk: row.full_label for row in rows}


def relabelled(motion: Motion, *, was: Mapping[int, str]) -> list[str]:
    """3B becomes 7F: what labels a motion and the amendments to it have now that had others before."""
    now = labels(motion)
    changed = {pk: label for pk, label in was.items() if label != now.get(pk)}
    return [f"{label} becomes {now[pk]}" if pk in now else f"{label} goes" for pk, label in changed.items()]


def moved_from(items: Iterable[AgendaItem]) -> dict[int, list[MovedLabel]]:
    """What is printed of public motions that have left a label under these items, by the item's key.

    Where an amendment went is printed with its motion.
    """
    rows = FormerLabel.objects.filter(
        item__in=items, motion__published_at__isnull=False, motion__amends__isnull=True
    )
    moved: dict[int, list[MovedLabel]] = {}
    for row in rows.select_related("motion__item"):
        moved.setdefault(row.item_id, []).append(
            MovedLabel(row.label, _where(row), row.motion.get_absolute_url(), row.scope, row.number)
        )
    return moved


def _where(row: FormerLabel) -> str:
    """Moved to agenda item 4, now 4A; now EM1."""
    motion = row.motion
    now = f"now {motion.full_label}" if motion.label else ""
    to = f"moved to agenda item {motion.item.order}" if motion.item_id != row.item_id else ""
    return ", ".join(filter(None, (to, now))) or "not used any more"
