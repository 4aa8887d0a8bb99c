"""That contacts' pages were opened on screen, counted by the day."""

import pgtrigger
from django.db import models
from django.db.models import Q

from lla.accounts.models import User

from ..contacts.models import Contact
from .querysets import OpeningQuerySet


class Opening(models.Model):
    """How often somebody opened one contact's page on one day; the database lets no count go down."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="openings")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ("-on", "pk")
        indexes = (models.Index(fields=("on", "by"), name="opening_by_day"),)
        constraints = (
            models.UniqueConstraint(fields=("contact", "by", "on"), name="opening_one_a_day"),
            models.CheckConstraint(condition=Q(times__gte=1), name="opening_happened"),
        )
        triggers = (
            pgtrigger.ReadOnly(name="opening_fixed", fields=["contact", "by", "on"]),
            pgtrigger.Protect(
                name="opening_only_grows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__times__lt=pgtrigger.F("old__times")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.contact_id} by {self.by_id} on {self.on}"
