"""What is done for symposia by night: reminders, missed quarters, forgetting access needs."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.emails import outbox
from lla.time import clock

from ... import quarters
from ...groups.choices import GroupStatus
from ...regions.models import Region
from .. import emails, rules
from ..choices import Stage, SymposiumAct
from ..models import AccessNeed, Symposium
from .lifecycle import groups_to_tell, lock, mark_missed, record

NEEDS_KEPT = timedelta(days=14)
FORTNIGHT, DAY = 14, 1  # days before a symposium


def remind_silent_groups() -> None:
    """Remind each group that has not answered, once, when its consultation's time for it has come."""
    for symposium in Symposium.objects.open_to_answers(now=clock.now()):
        with transaction.atomic():
            _remind_silent(lock(symposium), now=clock.now())


def _remind_silent(symposium: Symposium, *, now: datetime) -> None:
    opened_at, closes_at = symposium.consultation_opened_at, symposium.consultation_closes_at
    if symposium.stage != Stage.CONSULTING or not opened_at or not closes_at or now >= closes_at:
        return
    if now < rules.reminder_due_at(opened_at, closes_at):
        return
    silent = symposium.invitations.filter(answered_at=None, reminded_at=None).select_related("group")
    groups = [row.group for row in silent if row.group.status == GroupStatus.AFFILIATED]
    if not groups:
        return
    symposium.invitations.filter(group__in=groups).update(reminded_at=now)
    record(symposium, SymposiumAct.REMINDED, by=SYSTEM, groups=[group.pk for group in groups])
    outbox.post(*emails.reminded_to_answer(symposium, groups))


def remind_of_the_day() -> None:
    """Two weeks and one day before a symposium, each once for the moment it begins at."""
    soon = clock.now() + timedelta(days=FORTNIGHT + 1)
    for symposium in Symposium.objects.upcoming(now=clock.now()).filter(starts_at__lt=soon):
        with transaction.atomic():
            _remind_of_the_day(lock(symposium), now=clock.now())


def _remind_of_the_day(symposium: Symposium, *, now: datetime) -> None:
    if symposium.stage != Stage.CONFIRMED or not symposium.starts_at or symposium.starts_at <= now:
        return
    before = DAY if (localdate(symposium.starts_at) - localdate(now)).days <= DAY else FORTNIGHT
    due_on = localdate(symposium.starts_at) - timedelta(days=before)
    decided_at = symposium.events.filter(act=SymposiumAct.DECIDED).latest("pk").at
    key = f"{before} days before {symposium.starts_at.isoformat()}"
    # Whoever was told of time and place after the reminder fell due needs no second email.
    reminded = symposium.events.filter(act=SymposiumAct.REMINDED, details__reminder=key)
    if localdate(now) < due_on or localdate(decided_at) >= due_on or reminded.exists():
        return
    record(symposium, SymposiumAct.REMINDED, by=SYSTEM, reminder=key)
    coming = dict(symposium.replies.values_list("group", "coming"))
    groups = [group for group in groups_to_tell(symposium) if coming.get(group.pk, before == FORTNIGHT)]
    outbox.post(*emails.reminded_of_the_day(symposium, groups, coming=coming))


def close_quarters() -> None:
    """Write down as missed what a quarter that has ended was without."""
    present = quarters.quarter_of(localdate(clock.now()))
    last = quarters.shifted(present, -1)
    for region in Region.objects.all():
        with transaction.atomic():
            Region.objects.select_for_update(no_key=True).get(pk=region.pk)
            _close(region, last, before=present)


def _close(region: Region, last: date, *, before: date) -> None:
    """A region with groups and an organiser could have met; the others have missed nothing."""
    standing = region.symposia.standing()
    for symposium in standing.filter(
        quarter__lt=before, stage__in=(Stage.PLANNING, Stage.CONSULTING)
    ).order_by("quarter"):
        mark_missed(lock(symposium))
    end = before - timedelta(days=1)
    could = (
        region.groups.affiliated().filter(affiliated_on__lte=end).exists()
        and region.appointments.filter(starts_on__lte=end).exists()
    )
    if could and not standing.filter(quarter=last).exists():
        mark_missed(Symposium(region=region, quarter=last))


def forget_access_needs() -> int:
    """Delete what was said of access needs a fortnight after the symposium; it is health data."""
    ended = clock.now() - NEEDS_KEPT
    return AccessNeed.objects.filter(reply__symposium__ends_at__lte=ended).delete()[0]
