"""Whether something may happen to a contact now, and the words refusing it."""

from datetime import datetime, timedelta

from lla.acts.refusals import OVERTAKEN

from ..groups.choices import GroupStatus
from ..groups.models import Group
from .models import Contact
from .names import is_slip
from .selectors import newest_consent

ERASED = "These details have been erased."
NOT_OPENED = "They have not opened their own page yet, so the address is not confirmed."
NO_NEW_ADDRESS = "No new address is waiting to be confirmed."
TAKEN = "Another contact of this group already has this address."
TAKEN_NUMBER = "This group already has a contact of this name with this number."
NO_WAY = "Enter an email address or a telephone number."
NO_ADDRESS = "They have no email address. Ring them."
CONFIRMED_ADDRESS = (
    "They have confirmed this address, so only they can change it. If "
    "somebody else has taken over, say so below. This contact’s consents do not pass to anybody else."
)
ANOTHER_NAME = (
    "This is a different name, not a corrected spelling. If somebody else has taken over, say so below. This "
    "contact’s consents do not pass to anybody else. If the contact has changed their name, only they can "
    "change it here."
)
SAME_PERSON = "This name is different from the one we have. Say whether you are still the same person."
NEW_ADDRESS_WAITS = timedelta(days=7)
NEW_NUMBER_WAITS = timedelta(days=30)


def why_not_add(group: Group) -> list[str]:
    if group.status == GroupStatus.LEFT:
        return [f"{group} has left. We do not keep contacts of groups that have left."]
    return []


def why_not_change(contact: Contact) -> list[str]:
    return [ERASED] if contact.erased_at else []


def why_not_save(contact: Contact, *, seen: int) -> list[str]:
    """Saving a page that showed the consent `seen` as the newest."""
    return why_not_change(contact) or ([] if newest_consent(contact) == seen else [OVERTAKEN])


def why_not_change_own_name(contact: Contact, name: str, *, same_person: bool) -> list[str]:
    """Another name on one's own page, unless it is said to be the same person's."""
    own = contact.verified_at or newest_consent(contact)
    return [SAME_PERSON] if own and not same_person and not is_slip(contact.name, name) else []


def why_not_rename(contact: Contact, name: str) -> list[str]:
    """Putting somebody's name right for them: a slip, or any name while nobody answers as this contact."""
    own = contact.confirmed_at or newest_consent(contact)
    return [ANOTHER_NAME] if own and not is_slip(contact.name, name) else []


def why_not_take_over(contact: Contact, email: str) -> list[str]:
    """Somebody else becomes the group's contact in somebody's place, at the same address or another."""
    return why_not_change(contact) or why_not_add(contact.group) or why_not_use_address(contact, email)


def why_not_verify(contact: Contact) -> list[str]:
    """Verifying for somebody, say by telephone; whoever has no address cannot open a page first."""
    return why_not_change(contact) or ([] if contact.confirmed_at or not contact.email else [NOT_OPENED])


def why_not_write(contact: Contact) -> list[str]:
    """Asking somebody by email to look at their details."""
    return why_not_change(contact) or ([] if contact.email else [NO_ADDRESS])


def why_not_keep_details(contact: Contact) -> list[str]:
    """Keeping somebody at the address and the number that their row has now."""
    if contact.email:
        return why_not_use_address(contact, contact.email)
    if not contact.phone:
        return [NO_WAY]
    others = Contact.objects.of_number(contact.phone).filter(
        group=contact.group_id, name__iexact=contact.name
    )
    return [TAKEN_NUMBER] if others.exclude(pk=contact.pk).exists() else []


def why_not_change_address(contact: Contact) -> list[str]:
    """Changing somebody's address for them."""
    own = contact.confirmed_at or newest_consent(contact)
    return why_not_change(contact) or ([CONFIRMED_ADDRESS] if own else [])


def why_not_confirm_address(contact: Contact, *, now: datetime) -> list[str]:
    if reasons := why_not_change(contact):
        return reasons
    if not contact.wanted_email or not contact.wanted_at or contact.wanted_at + NEW_ADDRESS_WAITS <= now:
        return [NO_NEW_ADDRESS]
    return why_not_use_address(contact, contact.wanted_email)


def why_not_use_address(contact: Contact, email: str) -> list[str]:
    """One group has one contact to an address."""
    others = Contact.objects.of_address(email).filter(group=contact.group_id).exclude(pk=contact.pk)
    return [TAKEN] if others.exists() else []
