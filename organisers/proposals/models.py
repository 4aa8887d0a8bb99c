"""People whom a group's secretary proposes as contacts, until they have said yes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lla.addresses.model_fields import MailboxField
from lla.time import clock

from ..contacts.choices import ContactRole
from ..contacts.models import Contact
from ..groups.models import Group


class Proposal(models.Model):
    """Somebody who was asked once whether they answer for a group; a row of its own, so no way out has it.

    Answered or run out, it keeps only the hash of the address: nobody is written to twice for one group.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="proposals")
    by = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="proposals")
    name = models.CharField(max_length=80, blank=True)
    email = MailboxField("email", blank=True)
    role = models.CharField(max_length=10, choices=ContactRole)
    more_roles = ArrayField(models.CharField(max_length=10, choices=ContactRole), default=list, blank=True)
    address = models.CharField("address, as a keyed hash", max_length=64)
    made_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(default=False)

    class Meta:
        ordering = ("group", "pk")
        constraints = (
            models.UniqueConstraint(fields=("group", "address"), name="proposal_address_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, agreed=False) & ~Q(email="")
                | Q(answered_at__isnull=False, name="", email=""),
                name="proposal_open_or_emptied",
            ),
        )

    def __str__(self) -> str:
        return self.name or "answered"
