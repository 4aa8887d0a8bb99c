"""The people who answer for a group, and what each allows: the latest consent for a purpose counts."""

from functools import cache

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.addresses.model_fields import MailboxField
from lla.time import clock
from lla.words.functions import SortKey

from ..groups.models import Group
from .choices import ConsentHow, ContactRole, Detail, HeardOutcome, Purpose
from .querysets import ConsentQuerySet, ContactQuerySet, HeardConsentQuerySet


class Contact(Timestamped):
    """Somebody who answers for a group, with an email address, a telephone number, or both.

    Whoever has no address gets nothing by email and has no page of their own: what they allow is heard by an
    organiser (`HeardConsent`). Erasing empties the row and leaves its key for the record.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=10, choices=ContactRole, default=ContactRole.SECRETARY)
    more_roles = ArrayField(models.CharField(max_length=10, choices=ContactRole), default=list, blank=True)
    email = MailboxField("email", blank=True, help_text="Preferably the address of the role.")
    phone = models.CharField("telephone", max_length=28, blank=True, help_text="Kept as +447700900123.")
    wanted_email = MailboxField(
        blank=True, editable=False, help_text="A new address that has not been confirmed yet."
    )
    wanted_phone = models.CharField(
        max_length=28,
        blank=True,
        editable=False,
        help_text="A new number from the organiser, not confirmed yet.",
    )
    wanted_phone_at = models.DateTimeField(null=True, blank=True, editable=False)
    wanted_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When they first opened their own page."
    )
    verified_at = models.DateTimeField("last verified", null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ("group", SortKey("name"))
        constraints = (
            models.UniqueConstraint(
                "group",
                Lower("email"),
                condition=Q(erased_at__isnull=True) & ~Q(email=""),
                name="contact_address_once",
                violation_error_message="This group already has a contact with this address.",
            ),
            models.UniqueConstraint(
                "group",
                "phone",
                Lower("name"),
                condition=Q(erased_at__isnull=True, email=""),
                name="contact_number_once",
                violation_error_message="This group already has a contact of this name with this number.",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) & (~Q(email="") | ~Q(phone=""))
                | Q(
                    erased_at__isnull=False,
                    email="",
                    wanted_email="",
                    name="",
                    phone="",
                    wanted_phone="",
                ),
                name="contact_whole_or_erased",
            ),
        )

    def __str__(self) -> str:
        return self.name or "erased"

    @property
    def roles(self) -> str:
        """All that they are to their group, in words."""
        return _in_words(self.role, tuple(self.more_roles))

    @property
    def known(self) -> dict[str, str]:
        """Everything of them that could be shared; `consenting.shared` says what is."""
        return known(self.name, self.role, self.more_roles, self.email, self.phone)


def known(name: str, role: str, more_roles: list[str], email: str, phone: str) -> dict[str, str]:
    """`Contact.known` of a row that is read without its model, as thousands are for a list."""
    return {
        Detail.NAME: name,
        Detail.ROLE: _in_words(role, tuple(more_roles)),
        Detail.EMAIL: email,
        Detail.PHONE: phone,
    }


@cache
def _in_words(role: str, more_roles: tuple[str, ...]) -> str:
    more = [other for other in ContactRole if other in more_roles and other != role]
    return ", ".join(role.label for role in (ContactRole(role), *more))


class Consent(models.Model):
    """What a contact said about one purpose, once; never changed, the latest counts.

    `details` matters for circulation and for lists; `recipients`, the keys of the groups named to the
    contact, for circulation only.
    """

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    given = models.BooleanField()
    details = ArrayField(models.CharField(max_length=8, choices=Detail), default=list, blank=True)
    recipients = ArrayField(models.BigIntegerField(), default=list, blank=True)
    text_version = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=12, choices=ConsentHow)
    heard = models.ForeignKey(
        "organisers.HeardConsent", null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
    at = models.DateTimeField(default=clock.now)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ("contact", "pk")
        triggers = (
            pgtrigger.Protect(name="consent_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )
        indexes = (models.Index(fields=("contact", "purpose", "-id"), name="consent_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(how__in=(ConsentHow.PAPER, ConsentHow.WORD), heard__isnull=False)
                | ~Q(how__in=(ConsentHow.PAPER, ConsentHow.WORD)) & Q(heard__isnull=True),
                name="consent_heard_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {'yes' if self.given else 'no'}"


class Question(models.Model):
    """The one question to a contact about a group that affiliated later: may it have your details too?"""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="questions")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ("contact", "pk")
        constraints = (
            models.UniqueConstraint(fields=("contact", "group"), name="question_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, agreed__isnull=True)
                | Q(answered_at__isnull=False, agreed__isnull=False),
                name="question_answered_whole",
            ),
        )

    def __str__(self) -> str:
        return str(self.group)


_SAID = ("contact", "how", "heard_by", "heard_on", "made_at", "purposes", "details", "listed")


class HeardConsent(models.Model):
    """All that a contact allowed on one day, as the organiser who heard it or has the paper wrote it down.

    One person's word is not enough to pass somebody's details on. What is new in it counts once a second
    person has confirmed it: another organiser of the region or the data protection lead, who has asked the
    contact too or has seen the paper. Until then there is no `Consent` of it, and so it is in no list,
    edition or copy. What it takes back ends at once and needs nobody's confirmation. Whatever the contact
    says later, by any way, takes its place, and after thirty days it can no longer be confirmed.

    `details` may be circulated, `listed` may stand in lists; `recipients` and `refused` are keys of groups.
    """

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="heard")
    how = models.CharField(max_length=12, choices=ConsentHow)
    heard_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    heard_on = models.DateField()
    made_at = models.DateTimeField(default=clock.now)
    purposes = ArrayField(models.CharField(max_length=10, choices=Purpose), default=list, blank=True)
    details = ArrayField(models.CharField(max_length=8, choices=Detail), default=list, blank=True)
    listed = ArrayField(models.CharField(max_length=8, choices=Detail), default=list, blank=True)
    recipients = ArrayField(models.BigIntegerField(), default=list, blank=True)
    refused = ArrayField(models.BigIntegerField(), default=list, blank=True)
    text_version = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=9, choices=HeardOutcome)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = HeardConsentQuerySet.as_manager()

    class Meta:
        ordering = ("contact", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(how__in=(ConsentHow.PAPER, ConsentHow.WORD)),
                name="heard_consent_on_paper_or_by_word",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=HeardOutcome.CONFIRMED)
                | Q(settled_by__isnull=False) & ~Q(settled_by=F("heard_by")),
                name="heard_consent_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(outcome=HeardOutcome.WAITING, settled_at__isnull=True)
                | ~Q(outcome=HeardOutcome.WAITING) & Q(settled_at__isnull=False),
                name="heard_consent_settled_whole",
            ),
            models.UniqueConstraint(
                fields=("contact",),
                condition=Q(outcome=HeardOutcome.WAITING),
                name="heard_consent_waits_once",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="heard_consent_stays", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="heard_consent_fixed", fields=[*_SAID, "recipients", "refused", "text_version"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_how_display()}: {self.get_outcome_display().lower()}"
