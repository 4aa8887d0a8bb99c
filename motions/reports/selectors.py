"""What happened to a conference's public motions since its last report."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from ..agenda.choices import Kind
from ..agenda.models import Conference
from ..composites.models import SourceAmendment
from ..motion import numbering, visibility
from ..motion.choices import Act, Outcome, Status
from ..motion.models import Motion, MotionEvent, Ruling

RECEIVED = (Act.RECEIVED, Act.RECEIVED_LATE)
# What becomes of an appeal, as one follows from the other.
ON_APPEAL = (Act.APPEALED, Act.APPEAL_ALLOWED, Act.APPEAL_REFUSED, Act.REFERENCE_BACK)


@dataclass(frozen=True, slots=True)
class Happened:
    """Motions of every nature by what became of them, each list in the order of their labels."""

    in_order: list[Motion]
    ruled_out: list[tuple[Motion, Ruling]]
    withdrawn: list[Motion]
    composited: list[Motion]
    moved: list[SourceAmendment]
    accepted: list[Motion]
    appeals: list[tuple[Motion, Act]]
    late: list[Motion]
    emergencies: list[Motion]


def told_until(conference: Conference) -> datetime | None:
    """Until when the issued reports tell what happened."""
    last: datetime | None = conference.reports.issued().aggregate(last=Max("until"))["last"]
    return last or conference.opened_at


def happened(conference: Conference, *, since: datetime | None, until: datetime) -> Happened:
    """What is still so of what was done after `since`."""
    motions = list(conference.motions.any_nature().public().for_papers().in_label_order())
    done: dict[int, set[Act]] = {motion.pk: set() for motion in motions}
    steps = MotionEvent.objects.filter(motion__in=motions, at__lte=until)
    if since:
        steps = steps.filter(at__gt=since)
    for pk, act in steps.values_list("motion", "act"):
        done[pk].add(Act(act))

    def after(*acts: Act) -> list[Motion]:
        return [motion for motion in motions if done[motion.pk] & set(acts)]

    return Happened(
        in_order=[motion for motion in after(Act.RULED_IN_ORDER) if motion.status == Status.IN_ORDER],
        ruled_out=[(motion, ruling) for motion in after(Act.RULED_OUT) if (ruling := _ruling_out(motion))],
        withdrawn=[motion for motion in after(Act.WITHDRAWN) if motion.status == Status.WITHDRAWN],
        composited=[motion for motion in after(Act.COMPOSITED) if motion.status == Status.COMPOSITED],
        moved=_moved(after(Act.OFFERED_OVER, Act.FALLS)),
        accepted=[motion for motion in after(Act.ACCEPTED) if motion.status == Status.ACCEPTED],
        appeals=[
            (motion, max(done[motion.pk].intersection(ON_APPEAL), key=ON_APPEAL.index))
            for motion in after(*ON_APPEAL)
        ],
        late=[motion for motion in after(Act.RECEIVED_LATE) if motion.late],
        emergencies=[motion for motion in after(*RECEIVED) if motion.kind == Kind.EMERGENCY],
    )


def _moved(amendments: list[Motion]) -> list[SourceAmendment]:
    """What became of these amendments when their motions joined a composite, as far as it still holds."""
    rows = SourceAmendment.objects.filter(amendment__in=amendments, done_at__isnull=False, ended_at=None)
    return list(rows.select_related("amendment__item", "source__motion__item").order_by("source", "pk"))


def hidden_titles(conference: Conference) -> dict[str, str]:
    """What is printed in place of each title that is hidden, and of what amendments to it are called."""
    instead: dict[str, str] = {}
    hiding = Ruling.objects.in_force().filter(outcome__in=visibility.SENTENCES)
    ruled_on = conference.motions.any_nature().filter(rulings__in=hiding).distinct()
    for motion in ruled_on.select_related("conference", "current").prefetch_related("rulings", "revisions"):
        shown = visibility.visible_text(motion).title
        for revision in motion.revisions.all():
            if revision.title != shown and visibility.hiding_ruling(motion, revision):
                instead[revision.title] = visibility.HIDDEN
                instead[numbering.amendment_title(revision.title)] = visibility.HIDDEN_WITH_IT
    return instead


def _ruling_out(motion: Motion) -> Ruling | None:
    """The ruling by which it is out of order; rulings are at hand in the order in which they were made."""
    if motion.status != Status.RULED_OUT:
        return None
    rulings = [ruling for ruling in motion.rulings.all() if ruling.decided_at and not ruling.ended_at]
    return next((ruling for ruling in reversed(rulings) if ruling.outcome == Outcome.RULED_OUT), None)
