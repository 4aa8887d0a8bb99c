"""Writing to groups: one email to each address, and the record, in one transaction; the words go later."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from lla.accounts.models import User
from lla.acts.double_submission import first_time
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from . import emails, rules, selectors
from .models import Announcement, ConsultedGroup
from .selectors import Draft, Reach

KEPT_FOR = timedelta(days=90)  # as long as the emails themselves


@transaction.atomic
def send(draft: Draft, *, by: User) -> Announcement:
    """Write a message to its groups; the same sent again within ten minutes is refused."""
    now = clock.now()
    found = selectors.reach(draft, now=now)
    allow(rules.why_not_send(draft, by, found, now=now))
    message = unsent(draft, found, by=by)
    told = ("by_id", "regions", "about", "audience", "role", "words", "question", "document", "answer_by")
    if not first_time("write to groups", {name: getattr(message, name) for name in told}):
        raise NotAllowed([rules.SENT])
    message.save()
    if message.asks:
        ConsultedGroup.objects.bulk_create(
            ConsultedGroup(announcement=message, group=group) for group in found.reached
        )
    outbox.post(*(emails.announcement(message, recipient) for recipient in found.recipients))
    return message


def unsent(draft: Draft, found: Reach, *, by: User) -> Announcement:
    """The message as it would be recorded now."""
    return Announcement(
        by=by,
        regions=sorted(region.pk for region in draft.regions),
        about=draft.about,
        audience=draft.audience,
        role=draft.role,
        words=draft.words,
        question=draft.question,
        document=draft.document,
        answer_by=draft.answer_by,
        groups=len(found.groups),
        reached=len(found.recipients),
    )


@transaction.atomic
def note_answers(message: Announcement, *, came: Collection[int], not_after_all: Collection[int]) -> None:
    """Note which groups have answered, by their keys, and which had been ticked by mistake."""
    message = _lock(message)
    allow([] if message.asks else [rules.ASKS_NOTHING])
    message.consulted.filter(group__in=came, answered_at=None).update(answered_at=clock.now())
    message.consulted.filter(group__in=not_after_all).update(answered_at=None)


@transaction.atomic
def remind(message: Announcement, *, by: User) -> None:
    """Write once more to the groups that have not answered; none of them is ever reminded twice."""
    message, now = _lock(message), clock.now()
    found = selectors.reach_of_reminder(message)
    allow(rules.why_not_remind(message, by, found, now=now))
    message.consulted.filter(group__in=found.reached).update(reminded_at=now)
    outbox.post(*(emails.reminder(message, recipient) for recipient in found.recipients))


def _lock(message: Announcement) -> Announcement:
    return (
        Announcement.objects.select_for_update(of=("self",), no_key=True)
        .select_related("by")
        .get(pk=message.pk)
    )


def forget_words() -> int:
    """Delete what was written ninety days ago; to how many it went stays."""
    return empty(Announcement.objects.filter(at__lt=clock.now() - KEPT_FOR))


def empty(messages: QuerySet[Announcement]) -> int:
    return messages.exclude(words="").update(words="", question="", document="")
