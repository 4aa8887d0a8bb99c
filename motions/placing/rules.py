"""Whether a motion may be placed elsewhere on the agenda, and its label with it."""

from datetime import date, datetime

from lla.accounts.models import User
from lla.time.wording import moment_in_words

from ..agenda.choices import Kind, Numbering
from ..agenda.models import AgendaItem
from ..agenda.rules import why_not_emergency
from ..motion.models import Motion
from ..motion.rules import LIVE, why_not_take_part
from . import selectors


def has_letters(motion: Motion) -> bool:
    """Whether the series of a motion's label is counted in letters."""
    return motion.scope == f"item-{motion.item_id}" and motion.conference.numbering == Numbering.LETTERS


def why_not_place(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Placing a motion elsewhere at all."""
    reasons = why_not_change_label(motion, by=by, now=now)
    if motion.amends_id:
        reasons.append("An amendment is placed with the motion that it amends.")
    return reasons


def why_not_change_label(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Being given a label of another series."""
    reasons = why_not_take_part(motion, by=by)
    if motion.status not in LIVE:
        reasons.append(
            f"Only {motion.a_noun} that has been received, and not ended, has a place on the agenda."
        )
    if now >= motion.conference.freeze_at:
        frozen = moment_in_words(motion.conference.freeze_at)
        reasons.append(f"The order paper became final on {frozen}, so labels no longer change.")
    return reasons


def why_not_move(motion: Motion, *, item: AgendaItem, by: User, now: datetime) -> list[str]:
    reasons = why_not_place(motion, by=by, now=now)
    if item.conference_id != motion.conference_id:
        reasons.append("This agenda item belongs to another conference.")
    elif item.pk == motion.item_id:
        reasons.append(f"The {motion.noun} is already under this agenda item.")
    elif not item.takes_motions:
        reasons.append(f"The agenda item “{item.title}” takes no motions.")
    return reasons


def why_not_have_number(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Being given another number of its series."""
    reasons = why_not_place(motion, by=by, now=now)
    if motion.number is None:
        reasons.append(f"The {motion.noun} has no label yet.")
    return reasons


def why_not_renumber(motion: Motion, *, number: int, by: User, now: datetime) -> list[str]:
    reasons = why_not_have_number(motion, by=by, now=now)
    if number == motion.number:
        reasons.append(f"The {motion.noun} already has this number.")
    elif not reasons and (other := selectors.holder(motion, number)):
        reasons.append(f"{other.reference} ({other.titled}) has this number, or had it before it moved.")
    return reasons


def why_not_be_emergency(motion: Motion, *, by: User, now: datetime) -> list[str]:
    reasons = why_not_place(motion, by=by, now=now)
    if motion.kind == Kind.EMERGENCY:
        reasons.append("This is already an emergency motion.")
    return reasons


def why_not_treat_as_emergency(
    motion: Motion, *, event_on: date | None, by: User, now: datetime
) -> list[str]:
    """Taking a motion as an emergency: something happened after motions closed."""
    reasons = why_not_be_emergency(motion, by=by, now=now)
    return reasons or why_not_emergency(motion.conference, event_on=event_on, now=now)
