"""The email that carries a message to groups: an unsaved row that an act posts."""

from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose

from .models import Announcement
from .selectors import Recipient, about


def announcement(message: Announcement, to: Recipient) -> Email:
    """To one address; an answer goes to whoever wrote it."""
    context = {
        "message": message,
        "group": to.group,
        "region": to.group.region,
        "contact": to.contact,
        "committee": message.by.has_perm("organisers.oversee"),
    }
    return compose(
        "organisers/announcement",
        context,
        to=to.address,
        about=about(message),
        secret=True,
        reply_to=message.by.email,
        urgency=Urgency.LATER,
    )
