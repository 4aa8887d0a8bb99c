"""A symposium from planning to held: ask the groups, decide, move, cancel, publish, and who comes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from ... import quarters
from ...groups.models import Group
from ...regions.models import Region
from .. import emails, rules, selectors
from ..choices import Stage, SymposiumAct, Voice
from ..models import (
    AccessNeed,
    ActionPoint,
    Answer,
    Invitation,
    Option,
    Reply,
    Symposium,
    SymposiumEvent,
    Venue,
)

EVERY_LINE = "Answer every line: yes, if need be, or no."
WHY_EARLY = "Say why you are deciding now."
HOW_MANY = f"Enter how many people are coming, from 1 to {rules.PLACES_AT_MOST}."


@transaction.atomic
def begin(region: Region, quarter: date, *, by: Actor) -> Symposium:
    """Start planning a region's symposium for a quarter; what is still to do of the last comes along."""
    region = Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    allow(rules.why_not_begin(region, quarter, now=clock.now()))
    symposium = Symposium(region=region, quarter=quarter)
    _move(symposium, Stage.PLANNING, SymposiumAct.PLANNED, by=by)
    _carry_over(symposium)
    return symposium


@transaction.atomic
def add_option(symposium: Symposium, option: Option) -> Option:
    """Put one more time, venue or idea before the groups."""
    symposium = option.symposium = lock(symposium)
    allow(rules.why_not_add_option(symposium, option, now=clock.now()))
    option.save()
    return option


@transaction.atomic
def remove_option(option: Option) -> bool:
    """Take an option off the list; answers whether it was there still."""
    allow(rules.why_not_remove_option(lock(option.symposium)))
    return bool(option.delete()[0])


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
    outbox.post(*emails.asked(symposium, [invitation.group for invitation in invitations]))
    return [invitation.group_id for invitation in invitations]


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
    _carry_over(symposium)
    outbox.post(*emails.confirmed(symposium, groups_to_tell(symposium)))
    return symposium


@transaction.atomic
def change(
    symposium: Symposium, *, starts_at: datetime, ends_at: datetime, venue: Venue, note: str, by: Actor
) -> Symposium:
    """Move a confirmed symposium to another time or place of its quarter; the groups are told."""
    symposium = lock(symposium)
    allow(
        rules.why_not_change(
            symposium, starts_at=starts_at, ends_at=ends_at, venue=venue, note=note, now=clock.now()
        )
    )
    symposium.starts_at, symposium.ends_at, symposium.venue = starts_at, ends_at, venue
    symposium.decision_note = note
    symposium.save()
    record(symposium, SymposiumAct.DECIDED, by=by, place=venue.pk)
    outbox.post(*emails.changed(symposium, groups_to_tell(symposium)))
    return symposium


@transaction.atomic
def cancel(symposium: Symposium, *, because: str, by: Actor) -> Symposium:
    """Call it off; whoever was asked is told why, and what was said of access needs is deleted."""
    symposium = lock(symposium)
    allow(rules.why_not_cancel(symposium, because=because))
    asked = groups_to_tell(symposium) if symposium.consultation_opened_at else []
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
    if paper not in selectors.published(symposium):
        record(symposium, SymposiumAct.ANNOUNCED, by=by, paper=paper)
    return symposium


@transaction.atomic
def add_point(symposium: Symposium, point: ActionPoint) -> ActionPoint:
    symposium = point.symposium = lock(symposium)
    allow(rules.why_not_add_point(symposium, point))
    point.save()
    return point


@transaction.atomic
def carry_over_points(symposium: Symposium) -> int:
    """Bring over what earlier symposia left undone; each point goes on once. Answers how many came."""
    symposium = lock(symposium)
    allow(rules.why_not_note_points(symposium))
    return _carry_over(symposium)


def mark_point_done(point: ActionPoint, *, done: bool) -> None:
    """Say that a point is done, or not after all."""
    point.done_at = clock.now() if done else None
    point.save(update_fields=["done_at", "changed_at"])


def lock(symposium: Symposium) -> Symposium:
    """The symposium as it is now, locked to the end of the transaction."""
    symposia = Symposium.objects.select_for_update(of=("self",), no_key=True)
    return symposia.select_related("region", "venue").get(pk=symposium.pk)


def record(symposium: Symposium, act: SymposiumAct, *, by: Actor, **figures: Any) -> SymposiumEvent:
    return SymposiumEvent.objects.create(
        symposium=symposium, act=act, at=clock.now(), details=figures, **by.fields()
    )


def groups_to_tell(symposium: Symposium) -> list[Group]:
    """The groups that hear of it: the region's, and those that were asked and have moved since."""
    here = Q(region=symposium.region_id) | Q(pk__in=symposium.invitations.values("group"))
    return list(Group.objects.affiliated().filter(here))


def _carry_over(symposium: Symposium) -> int:
    points = [
        ActionPoint(
            symposium=symposium, words=point.words, owner=point.owner, due_on=point.due_on, carried_from=point
        )
        for point in selectors.undone_before(symposium)
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


@transaction.atomic
def reply(
    symposium: Symposium, group: Group, *, coming: bool, places: int = 0, need: str = "", forget: bool = False
) -> Reply:
    """Say whether a group comes, and with how many; the latest of its contacts counts.

    A `need` replaces what was noted before; an empty one leaves it, unless it is to be forgotten.
    """
    symposium = lock(symposium)
    if reasons := rules.why_not_reply(symposium, group, now=clock.now()):
        raise NotAllowed(reasons)
    if coming and not 1 <= places <= rules.PLACES_AT_MOST:
        raise NotAllowed([HOW_MANY])
    reply, _ = Reply.objects.update_or_create(
        symposium=symposium,
        group=group,
        defaults={"coming": coming, "places": places if coming else 0, "answered_at": clock.now()},
    )
    if forget or not coming:
        AccessNeed.objects.filter(reply=reply).delete()
    if need and coming:
        AccessNeed.objects.update_or_create(reply=reply, defaults={"words": need})
    return reply


def group_moved(group: Group, *, left: Region) -> None:
    """A group is in another region now: its voices stay where it was asked, and its contacts are told so.

    For the act that moves it, in that act's transaction; the new region's open consultation asks it too.
    """
    asked = Symposium.objects.open_to_answers(now=clock.now()).filter(invitations__group=group, region=left)
    for symposium in asked:
        outbox.post(*emails.voice_stays(symposium, group))
    invite_latecomers()


def invite_latecomers() -> None:
    """Ask groups that affiliated, or moved into a region, while a consultation there is open."""
    for symposium in Symposium.objects.open_to_answers(now=clock.now()):
        with transaction.atomic():
            locked_symposium = lock(symposium)
            if locked_symposium.stage == Stage.CONSULTING:
                invite(locked_symposium)
