"""The emails that carry a message to groups, and remind of its question: unsaved rows that an act posts."""

from typing import Any

from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.time import days

from .models import Announcement
from .selectors import Recipient, about


def announcement(message: Announcement, to: Recipient) -> Email:
    """To one address; an answer goes to whoever wrote it."""
    return _to("organisers/announcement", message, to)


def reminder(message: Announcement, to: Recipient) -> Email:
    """To one address of a group that has not answered a consultation."""
    expires_at = days.day_ends(message.answer_by) if message.answer_by else None
    return _to("organisers/announcement_reminder", message, to, expires_at=expires_at)


def _to(kind: str, message: Announcement, to: Recipient, **options: Any) -> Email:
    context = {
        "message": message,
        "group": to.group,
        "region": to.group.region,
        "contact": to.contact,
        "committee": message.by.has_perm("organisers.oversee"),
    }
    return compose(
        kind,
        context,
        to=to.address,
        about=about(message),
        secret=True,
        reply_to=message.by.email,
        urgency=Urgency.LATER,
        **options,
    )
