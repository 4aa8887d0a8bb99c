"""The emails about copies of the directory: the link, the recall, and words passed on without an address."""

from collections.abc import Iterable
from typing import Any

from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.links.tokens import LinkWanted

from ..appointments.selectors import addresses_of, organisers_of
from ..contacts.emails import email_about
from ..contacts.models import Contact
from ..groups.models import Group
from .models import Copy

COPY_LINK = "copy"
DAYS = 30
RECALLED_LINK = "deleted"  # what their group was asked to delete
DAYS_FOR_DELETING = 90


def copy_sent(copy: Copy, holder: Contact) -> Email:
    """To somebody of the group whose copy it is."""
    link = LinkWanted("organisers:copy", COPY_LINK, copy.pk, DAYS)
    return _email("copy_sent", copy, {"holder": holder}, to=holder.email, link=link, urgency=Urgency.LATER)


def passed_on(copy: Copy, group: Group, *, name: str, email: str, words: str) -> list[Email]:
    """To a group that is in a copy by name only: to its contacts, else where anybody reaches it."""
    context = {"to_group": group, "writer": name, "email": email, "words": words}
    return [_email("passed_on", copy, context, to=to, reply_to=email) for to in _addresses(group)]


def _addresses(group: Group) -> list[str]:
    proved = group.contacts.with_address().filter(confirmed_at__isnull=False)
    contacts = [contact.email for contact in proved]
    public = [group.public_email] if group.public_email else []
    return contacts or public or addresses_of(organisers_of(group.region))


def _email(name: str, copy: Copy, context: dict[str, Any], **how: Any) -> Email:
    context = {"copy": copy, "group": copy.group, "region": copy.edition.region, **context}
    return compose(f"organisers/{name}", context, about=f"copy {copy.pk}", secret=True, **how)


def copies_recalled(holder: Contact, copies: Iterable[Copy]) -> Email:
    """To somebody of a group whose copies are no longer to be used; it does not say whose wish it was."""
    link = LinkWanted("organisers:copy_deleted", RECALLED_LINK, holder.pk, DAYS_FOR_DELETING)
    return email_about("copies_recalled", holder, {"copies": list(copies)}, link=link)
