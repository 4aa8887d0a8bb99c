"""Writing to groups: one email to each address, and the record, in one transaction; the words go later."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from lla.accounts.models import User
from lla.acts.double_submission import first_time
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from . import emails, rules, selectors
from .models import Announcement
from .selectors import Draft, Reach

KEPT_FOR = timedelta(days=90)  # as long as the emails themselves


@transaction.atomic
def send(draft: Draft, *, by: User) -> Announcement:
    """Write a message to its groups; the same sent again within ten minutes is refused."""
    now = clock.now()
    found = selectors.reach(draft, now=now)
    allow(rules.why_not_send(draft, by, found, now=now))
    message = unsent(draft, found, by=by)
    told = ("by_id", "regions", "about", "audience", "role", "words")
    if not first_time("write to groups", {name: getattr(message, name) for name in told}):
        raise NotAllowed([rules.SENT])
    message.save()
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
        groups=len(found.groups),
        reached=len(found.recipients),
    )


def forget_words() -> int:
    """Delete what was written ninety days ago; to how many it went stays."""
    return empty(Announcement.objects.filter(at__lt=clock.now() - KEPT_FOR))


def empty(messages: QuerySet[Announcement]) -> int:
    return messages.exclude(words="").update(words="")
