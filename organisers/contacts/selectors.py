"""What a contact allows now, and which groups a contact's own page speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..groups.models import Group
from . import consent_texts
from .choices import ENDS_CALLS, Purpose
from .models import Consent, Contact, Question
from .sharing import NOT_GIVEN, ConsentAnswer


@dataclass(frozen=True, slots=True)
class RecipientGroups:
    """The groups a page speaks of: those named beside the consent, and those asked about one by one.

    Who is asked about carries the last answer, None when there was none. Those `elsewhere` were agreed to
    before the contact's group moved, and keep what they were given.
    """

    named: tuple[Group, ...]
    asked: tuple[tuple[Group, bool | None], ...]
    own: Group
    elsewhere: tuple[Group, ...] = ()

    @property
    def others(self) -> list[Group]:
        """Those named but their own group."""
        return [group for group in self.named if group != self.own]

    @property
    def keys(self) -> frozenset[int]:
        return frozenset(group.pk for group in (*self.named, *(group for group, _ in self.asked)))


def recipient_groups(contact: Contact) -> RecipientGroups:
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
    here = {group.pk for group in groups}
    moved = [key for key in consent.recipients if key not in here] if consent else []
    elsewhere = tuple(Group.objects.affiliated().filter(pk__in=moved)) if moved else ()
    return RecipientGroups(tuple(named), tuple(asked), contact.group, elsewhere)


def newest_consent(contact: Contact) -> int:
    """The key of the last thing a contact said, 0 before the first: a page remembers which it showed."""
    return Consent.objects.filter(contact=contact).order_by("-pk").values_list("pk", flat=True).first() or 0


def current_answers(contact: Contact) -> dict[Purpose, ConsentAnswer]:
    """What a contact allows now, purpose by purpose."""
    words = dict.fromkeys(Purpose, NOT_GIVEN)
    for consent in contact.consents.current().filter(given=True):
        words[Purpose(consent.purpose)] = ConsentAnswer(
            True, frozenset(consent.details), frozenset(consent.recipients)
        )
    return words


def is_not_to_be_rung(contact: Contact) -> bool:
    """Whether they said to an organiser that they want no calls, or somebody else has their number."""
    said = contact.consents.filter(purpose=Purpose.PHONE).order_by("-pk").first()
    return said is not None and not said.given and said.how in ENDS_CALLS


def allowed_by_each(contacts: Iterable[Contact]) -> dict[int, list[Purpose]]:
    """What each of many contacts allows now."""
    allowed: dict[int, list[Purpose]] = {contact.pk: [] for contact in contacts}
    given = Consent.objects.filter(contact__in=allowed).current().filter(given=True)
    for contact, purpose in given.values_list("contact", "purpose"):
        allowed[contact].append(Purpose(purpose))
    return {pk: [purpose for purpose in Purpose if purpose in purposes] for pk, purposes in allowed.items()}


def who_answered_older_text(contacts: Iterable[Contact]) -> set[int]:
    """The keys of those who last said something before there was as much to say as today."""
    words = Consent.objects.filter(contact__in=[contact.pk for contact in contacts])
    newest = words.order_by("contact", "-pk").distinct("contact").values_list("contact", "text_version")
    return {contact for contact, version in newest if version < consent_texts.TEXT_VERSION}
