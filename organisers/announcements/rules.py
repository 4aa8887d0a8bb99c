"""Who may write to groups, and whether a message may go now."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time.wording import short_day

from ..appointments.rules import regions_open_to, why_none_open
from ..regions.models import Region
from .models import Announcement
from .selectors import Draft, Reach

NOBODY = "Only regional organisers and the steering committee can write to groups."
NO_REGION = "Choose a region."
NOT_YOURS = "You do not organise {region}."
REACHES_NONE = "This would reach nobody. Choose other groups, or another role."
SENT = "You have sent this already."
NO_QUESTION = "Write the question, or give the address of a document."
NO_DAY = "Choose the day by which you want answers."
TOO_SOON = "Choose a day after today."
TOO_LATE = "Choose a day within {days} days."
ANSWERS_WITHIN = timedelta(days=60)  # their words are kept for ninety
ASKS_NOTHING = "This message asks for no answer."
DAY_PASSED = "The day for answers was {day}."
NOBODY_SILENT = "Every group has answered or been reminded."


def regions_to_write(user: User, *, now: datetime) -> list[Region]:
    """Organisers write to the groups of their own regions, the steering committee to all."""
    return regions_open_to(user, everywhere=user.has_perm("organisers.oversee"), now=now)


def why_not_write(user: User, *, now: datetime) -> list[str]:
    return why_none_open(user, regions_to_write(user, now=now), otherwise=NOBODY, now=now)


def why_not_send(draft: Draft, by: User, found: Reach, *, now: datetime) -> list[str]:
    if not draft.regions:
        return [NO_REGION]
    if reasons := _not_yours(draft.regions, by, now=now) or list(
        wrong_with_question(draft, now=now).values()
    ):
        return reasons
    return [] if found.recipients else [REACHES_NONE]


def _not_yours(regions: Iterable[Region], by: User, *, now: datetime) -> list[str]:
    yours = regions_to_write(by, now=now)
    return [NOT_YOURS.format(region=region) for region in regions if region not in yours]


def wrong_with_question(draft: Draft, *, now: datetime) -> dict[str, str]:
    """What is missing of a consultation, by the field it is about; a message may ask nothing at all."""
    if not draft.asks:
        return {}
    wrong, today = {}, localdate(now)
    if not (draft.question or draft.document):
        wrong["question"] = NO_QUESTION
    if draft.answer_by is None:
        wrong["answer_by"] = NO_DAY
    elif draft.answer_by <= today:
        wrong["answer_by"] = TOO_SOON
    elif draft.answer_by > today + ANSWERS_WITHIN:
        wrong["answer_by"] = TOO_LATE.format(days=ANSWERS_WITHIN.days)
    return wrong


def why_not_remind(message: Announcement, by: User, found: Reach, *, now: datetime) -> list[str]:
    """One reminder for each group that has not answered, while an answer is still in time."""
    if message.answer_by is None:
        return [ASKS_NOTHING]
    if localdate(now) > message.answer_by:
        return [DAY_PASSED.format(day=short_day(message.answer_by))]
    if reasons := _not_yours(Region.objects.filter(pk__in=message.regions), by, now=now):
        return reasons
    if not found.groups:
        return [NOBODY_SILENT]
    return [] if found.recipients else [REACHES_NONE]
