"""Whether something may happen to a contact now, and which groups a contact's own page speaks of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from lla.refusals import OVERTAKEN

from .. import wording
from ..choices import GroupStatus, Purpose
from ..consenting import NOTHING, Word
from ..models import Consent, Contact, Copy, Download, Group, Question
from ..names import is_slip
from .lists import ended_in

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


@dataclass(frozen=True, slots=True)
class Circle:
    """The groups a page speaks of: those named beside the consent, and those asked about one by one.

    Who is asked about carries the last answer, None when there was none.
    """

    named: tuple[Group, ...]
    asked: tuple[tuple[Group, bool | None], ...]

    @property
    def keys(self) -> frozenset[int]:
        return frozenset(group.pk for group in (*self.named, *(group for group, _ in self.asked)))


@dataclass(frozen=True, slots=True)
class Loss:
    """What erasing would take: the purposes allowed until then, and the copies and lists called back."""

    purposes: tuple[Purpose, ...]
    copies: int
    lists: int


def circle_of(contact: Contact) -> Circle:
    """Whoever is circulated is asked about newer groups; whoever is not sees all named, but those refused."""
    groups = Group.objects.circulating_with(contact.group)
    answers = dict(Question.objects.filter(contact=contact).values_list("group", "agreed"))
    consent = Consent.objects.filter(contact=contact).circulated().first()
    named, asked = [], []
    for group in groups:
        answer = answers.get(group.pk)
        is_named = group.pk in consent.recipients if consent else answer is not False
        if is_named:
            named.append(group)
        else:
            asked.append((group, False if answer is False else None))
    return Circle(tuple(named), tuple(asked))


def newest_consent(contact: Contact) -> int:
    """The key of the last thing a contact said, 0 before the first: a page remembers which it showed."""
    return Consent.objects.filter(contact=contact).order_by("-pk").values_list("pk", flat=True).first() or 0


def said_by(contact: Contact) -> dict[Purpose, Word]:
    """What a contact allows now, purpose by purpose."""
    words = dict.fromkeys(Purpose, NOTHING)
    for consent in contact.consents.current().filter(given=True):
        words[Purpose(consent.purpose)] = Word(
            True, frozenset(consent.details), frozenset(consent.recipients)
        )
    return words


def answered_older_words(contact: Contact) -> bool:
    """Whether they last said something before there was as much to say as today."""
    newest = contact.consents.order_by("-pk").first()
    return newest is not None and newest.text_version < wording.TEXT_VERSION


def what_erasing_takes(contact: Contact) -> Loss:
    before, now = said_by(contact), dict.fromkeys(Purpose, NOTHING)
    live = Copy.objects.holding(contact).filter(recalled_at__isnull=True)
    taken = Download.objects.holding(contact)
    lists = sum(ended_in(download, before=before, now=now) for download in taken)
    return Loss(tuple(purpose for purpose, word in before.items() if word.given), live.count(), lists)


def verified_since(*, now: datetime) -> datetime:
    """Details verified before this moment no longer count as verified."""
    return now - timedelta(days=settings.VERIFIED_FOR_DAYS)


def why_not_add(group: Group) -> list[str]:
    if group.status == GroupStatus.LEFT:
        return [f"{group} has left. We do not keep contacts of groups that have left."]
    return []


def why_not_change(contact: Contact) -> list[str]:
    return [ERASED] if contact.erased_at else []


def why_not_save(contact: Contact, *, seen: int) -> list[str]:
    """Saving a page that showed the consent `seen` as the newest."""
    return why_not_change(contact) or ([] if newest_consent(contact) == seen else [OVERTAKEN])


def why_not_call_oneself(contact: Contact, name: str, *, same_person: bool) -> list[str]:
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


def why_not_reach(contact: Contact) -> list[str]:
    """Keeping somebody at the address and the number that their row has now."""
    if contact.email:
        return why_not_use_address(contact, contact.email)
    if not contact.phone:
        return [NO_WAY]
    others = Contact.objects.of_number(contact.phone).filter(
        group=contact.group_id, name__iexact=contact.name
    )
    return [TAKEN_NUMBER] if others.exclude(pk=contact.pk).exists() else []


def why_not_readdress(contact: Contact) -> list[str]:
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
