"""The contacts on record of a motion's group, and whether they know of the motion."""

from collections.abc import Iterable

from lla.addresses import email
from organisers.contacts.models import Contact

from ..motion.models import Backing, Motion
from .choices import GroupAnswer


def contacts_of(motion: Motion) -> list[Contact]:
    """The contacts on record of the group in whose name a motion comes, as far as they can be written to."""
    if motion.group_id is None:
        return []
    return list(Contact.objects.with_address().filter(group=motion.group_id).order_by("pk"))


def contacts_by_telephone(motion: Motion) -> int:
    """How many more contacts the group has on record, who cannot be written to."""
    if motion.group_id is None:
        return 0
    return Contact.objects.present().filter(group=motion.group_id, email="").count()


def is_known_to_group(motion: Motion) -> bool:
    """Whether a contact on record stands behind a motion in the group's name, or has said yes to it."""
    if motion.group_questions.filter(answer=GroupAnswer.YES).exists():
        return True
    return has_contact_among(motion.backings.standing(), contacts_of(motion))


def has_contact_among(backings: Iterable[Backing], contacts: Iterable[Contact]) -> bool:
    """Whether one of these people behind a motion is one of its group's contacts, by the address."""
    known = {email.key(contact.email) for contact in contacts}
    return any(email.key(backing.email) in known for backing in backings)
