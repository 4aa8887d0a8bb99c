"""What contacts say on paper or by word, written down by an organiser."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lla import clock
from lla.models import User

from ..choices import ConsentHow, Detail, HeardOutcome, Purpose
from ..querysets import HeardConsentQuerySet
from .contact import Contact

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
