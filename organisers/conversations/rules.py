"""Whether a note of a conversation may be written, put right, removed or followed up now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from lla.accounts.models import User

from ..appointments.rules import why_not_organise
from ..groups.models import Group
from .choices import How, Outcome
from .models import Note

KEPT_FOR = timedelta(days=365)
FOLLOWED_UP_WITHIN = timedelta(days=180)
NOT_YET = "This day is in the future."
TOO_LONG_AGO = "Notes are kept for a year. This day is longer ago."
DUE_OVER = "This day is over. Choose today or a later day."
DUE_TOO_LATE = "This is more than 180 days ahead. Choose an earlier day."
NO_DAY = "Choose a day to call back."
NO_DUE_DAY = "Choose the day until when they follow up."
NOT_THEIR_REGION = "{owner} does not organise {region} today. Choose somebody who does."
OVERTAKEN = "This note has been corrected or removed."
NOT_YOURS = "Only the person who wrote a note can correct it. You can remove it."
NOTHING_DUE = "Nothing is left to follow up here."


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody notes of a conversation; `due_on` and `owner` where something is to follow."""

    on: date
    how: str = How.TELEPHONE
    outcome: str = Outcome.REACHED
    words: str = ""
    due_on: date | None = None
    owner: User | None = None


def why_not_write(group: Group, said: Said, by: User, *, now: datetime) -> list[str]:
    if reasons := why_not_organise(by, group.region, now=now):
        return reasons
    today = localdate(now)
    reasons = []
    if said.on > today:
        reasons.append(NOT_YET)
    if said.on < today - KEPT_FOR:
        reasons.append(TOO_LONG_AGO)
    return reasons + _why_not_follow_up(group, said, today=today, now=now)


def _why_not_follow_up(group: Group, said: Said, *, today: date, now: datetime) -> list[str]:
    if said.due_on is None:
        return [NO_DAY] if said.outcome == Outcome.CALL_BACK else []
    if said.due_on < today:
        return [DUE_OVER]
    if said.due_on > today + FOLLOWED_UP_WITHIN:
        return [DUE_TOO_LATE]
    if said.owner is None or why_not_organise(said.owner, group.region, now=now):
        return [NOT_THEIR_REGION.format(owner=said.owner or "Nobody", region=group.region)]
    return []


def why_not_correct(note: Note, by: User, *, now: datetime) -> list[str]:
    if reasons := why_not_remove(note, by, now=now):
        return reasons
    return [] if note.by_id == by.pk else [NOT_YOURS]


def why_not_remove(note: Note, by: User, *, now: datetime) -> list[str]:
    if reasons := why_not_organise(by, note.group.region, now=now):
        return reasons
    return [OVERTAKEN] if note.removed_at or note.replaced_at else []


def why_not_finish(note: Note, by: User, *, now: datetime) -> list[str]:
    """Saying that what was to follow is done."""
    if reasons := why_not_organise(by, note.group.region, now=now):
        return reasons
    return [] if note.is_to_follow_up else [NOTHING_DUE]
