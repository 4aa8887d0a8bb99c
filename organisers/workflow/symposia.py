"""A symposium from planning to held: ask the groups, decide, move, cancel, publish."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from lla import clock
from lla.actors import SYSTEM, Actor
from lla.emails import outbox
from lla.refusals import NotAllowed, allow

from .. import quarters
from ..choices import Stage, SymposiumAct, Voice
from ..emails import symposia as emails
from ..models import (
    AccessNeed,
    ActionPoint,
    Answer,
    Group,
    Invitation,
    Option,
    Region,
    Symposium,
    SymposiumEvent,
    Venue,
)
from ..rules import symposia as rules

EVERY_LINE = "Answer every line: yes, if need be, or no."
WHY_EARLY = "Say why you are deciding now."


@transaction.atomic
def begin(region: Region, quarter: date, *, by: Actor) -> Symposium:
    """Start planning a region's symposium for a quarter; what is still to do of the last comes along."""
    region = Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    allow(rules.why_not_begin(region, quarter, now=clock.now()))
    symposium = Symposium(region=region, quarter=quarter)
    _move(symposium, Stage.PLANNING, SymposiumAct.PLANNED, by=by)
    _carry(symposium)
    return symposium


@transaction.atomic
def add_option(symposium: Symposium, option: Option) -> Option:
    """Put one more time, venue or idea before the groups."""
    symposium = option.symposium = lock(symposium)
    allow(rules.why_not_add_option(symposium, option, now=clock.now()))
    option.save()
    return option


@transaction.atomic
def remove_option(option: Option) -> None:
    allow(rules.why_not_remove_option(lock(option.symposium)))
    option.delete()


@transaction.atomic
def open_consultation(symposium: Symposium, *, closes_at: datetime, by: Actor) -> Symposium:
    """Ask every affiliated group of the region, as the database has them in this very transaction."""
    symposium, now = lock(symposium), clock.now()
    allow(rules.why_not_open(symposium, closes_at, now=now))
    symposium.consultation_opened_at, symposium.consultation_closes_at = now, closes_at
    asked = invite(symposium)
    _move(symposium, Stage.CONSULTING, SymposiumAct.CONSULTATION_OPENED, by=by, groups=asked)
    return symposium


def invite(symposium: Symposium) -> list[int]:
    """Ask those affiliated groups of a locked symposium's region that were not yet; answers their keys."""
    unasked = (
        Group.objects.affiliated()
        .filter(region=symposium.region_id)
        .exclude(invitations__symposium=symposium)
    )
    invitations = Invitation.objects.bulk_create(
        Invitation(symposium=symposium, group=group, invited_at=clock.now()) for group in unasked
    )
    outbox.post(*emails.asked(symposium, [one.group for one in invitations]))
    return [one.group_id for one in invitations]


@transaction.atomic
def answer(invitation: Invitation, voices: Mapping[int, int], *, by: Actor) -> Invitation:
    """Give a group's one voice, {option: yes, if need be or no}; the latest of its contacts counts."""
    symposium = lock(invitation.symposium)
    allow(rules.why_not_answer(symposium, invitation.group, now=clock.now()))
    options = set(symposium.options.values_list("pk", flat=True))
    if set(voices) != options or not set(voices.values()) <= set(Voice.values):
        raise NotAllowed([EVERY_LINE])
    Answer.objects.bulk_create(
        [Answer(invitation=invitation, option_id=option, voice=voice) for option, voice in voices.items()],
        update_conflicts=True,
        unique_fields=["invitation", "option"],
        update_fields=["voice"],
    )
    invitation.answered_at = clock.now()
    invitation.save(update_fields=["answered_at"])
    record(symposium, SymposiumAct.ANSWERED, by=by, group=invitation.group_id)
    return invitation


@transaction.atomic
def decide(
    symposium: Symposium, *, slot: Option, venue: Option, note: str, early_reason: str = "", by: Actor
) -> Symposium:
    """Choose a time and a venue; every group that was asked reads the note, and why if it was early."""
    symposium, now = lock(symposium), clock.now()
    allow(rules.why_not_decide(symposium, slot=slot, venue=venue, note=note, now=now))
    early = rules.why_early(symposium, now=now)
    if early and not early_reason.strip():
        raise NotAllowed([*early, WHY_EARLY])
    symposium.starts_at, symposium.ends_at, symposium.venue = slot.starts_at, slot.ends_at, venue.venue
    symposium.decision_note, symposium.early_reason = note, early_reason if early else ""
    figures = {"slot": slot.pk, "venue": venue.pk, "early": bool(early)}
    _move(symposium, Stage.CONFIRMED, SymposiumAct.DECIDED, by=by, **figures)
    _carry(symposium)
    outbox.post(*emails.confirmed(symposium, concerned(symposium)))
    return symposium


@transaction.atomic
def change(
    symposium: Symposium, *, starts_at: datetime, ends_at: datetime, venue: Venue, note: str, by: Actor
) -> Symposium:
    """Move a confirmed symposium to another time or place of its quarter; the groups are told."""
    symposium = lock(symposium)
    reasons = rules.why_not_change(symposium, starts_at=starts_at, venue=venue, note=note, now=clock.now())
    allow(reasons)
    symposium.starts_at, symposium.ends_at, symposium.venue = starts_at, ends_at, venue
    symposium.decision_note = note
    symposium.save()
    record(symposium, SymposiumAct.DECIDED, by=by, place=venue.pk)
    outbox.post(*emails.changed(symposium, concerned(symposium)))
    return symposium


@transaction.atomic
def cancel(symposium: Symposium, *, because: str, by: Actor) -> Symposium:
    """Call it off; whoever was asked is told why, and what was said of access needs is deleted."""
    symposium = lock(symposium)
    allow(rules.why_not_cancel(symposium, because=because))
    asked = concerned(symposium) if symposium.consultation_opened_at else []
    symposium.cancelled_because = because
    _move(symposium, Stage.CANCELLED, SymposiumAct.CANCELLED, by=by)
    AccessNeed.objects.filter(reply__symposium=symposium).delete()
    outbox.post(*emails.cancelled(symposium, asked))
    return symposium


@transaction.atomic
def mark_held(symposium: Symposium, *, by: Actor) -> Symposium:
    symposium = lock(symposium)
    allow(rules.why_not_hold(symposium, now=clock.now()))
    _move(symposium, Stage.HELD, SymposiumAct.HELD, by=by)
    return symposium


@transaction.atomic
def mark_missed(symposium: Symposium) -> Symposium:
    """The quarter has ended without it; a second one in a row is told to the committee."""
    _move(symposium, Stage.MISSED, SymposiumAct.MISSED, by=SYSTEM)
    before = quarters.shifted(symposium.quarter, -1)
    if symposium.region.symposia.filter(quarter=before, stage=Stage.MISSED).exists():
        outbox.post(*emails.two_missed(symposium))
    return symposium


@transaction.atomic
def write(symposium: Symposium, *, paper: str, words: str) -> Symposium:
    """Set the words of the "agenda" or the "notes"."""
    symposium = lock(symposium)
    allow(rules.why_not_write(symposium, paper))
    setattr(symposium, paper, words)
    symposium.save(update_fields=[paper, "changed_at"])
    return symposium


@transaction.atomic
def publish(symposium: Symposium, *, paper: str, by: Actor) -> Symposium:
    """Let everybody read the agenda or the notes, as they are now and as they will be changed."""
    symposium = lock(symposium)
    allow(rules.why_not_publish(symposium, paper))
    if paper not in rules.published(symposium):
        record(symposium, SymposiumAct.ANNOUNCED, by=by, paper=paper)
    return symposium


@transaction.atomic
def add_point(symposium: Symposium, point: ActionPoint) -> ActionPoint:
    symposium = point.symposium = lock(symposium)
    allow(rules.why_not_add_point(symposium, point))
    point.save()
    return point


@transaction.atomic
def carry(symposium: Symposium) -> int:
    """Bring over what earlier symposia left undone; each point goes on once. Answers how many came."""
    symposium = lock(symposium)
    allow(rules.why_not_note_points(symposium))
    return _carry(symposium)


def tick(point: ActionPoint, *, done: bool) -> None:
    """Say that a point is done, or not after all."""
    point.done_at = clock.now() if done else None
    point.save(update_fields=["done_at", "changed_at"])


def lock(symposium: Symposium) -> Symposium:
    """The symposium as it is now, locked to the end of the transaction."""
    held = Symposium.objects.select_for_update(of=("self",), no_key=True).select_related("region", "venue")
    return held.get(pk=symposium.pk)


def record(symposium: Symposium, act: SymposiumAct, *, by: Actor, **figures: Any) -> SymposiumEvent:
    return SymposiumEvent.objects.create(
        symposium=symposium, act=act, at=clock.now(), details=figures, **by.fields()
    )


def concerned(symposium: Symposium) -> list[Group]:
    """The groups that hear of it: the region's, and those that were asked and have moved since."""
    here = Q(region=symposium.region_id) | Q(pk__in=symposium.invitations.values("group"))
    return list(Group.objects.affiliated().filter(here))


def _carry(symposium: Symposium) -> int:
    points = [
        ActionPoint(
            symposium=symposium, words=one.words, owner=one.owner, due_on=one.due_on, carried_from=one
        )
        for one in rules.undone_before(symposium)
    ]
    return len(ActionPoint.objects.bulk_create(points))


def _move(symposium: Symposium, stage: Stage, act: SymposiumAct, *, by: Actor, **figures: Any) -> None:
    """Set the stage along the graph and record the step."""
    if stage not in rules.MOVES[symposium.stage]:
        before = symposium.get_stage_display().lower()
        raise NotAllowed([f"A symposium that is {before} cannot become {stage.label.lower()}."])
    symposium.stage = stage
    symposium.save()
    record(symposium, act, by=by, **figures)
