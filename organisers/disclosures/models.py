"""That contacts' pages were opened on screen, counted by the day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Self

import pgtrigger
from django.apps import apps
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from lla.accounts.models import User

from ..contacts.models import Contact
from ..groups.choices import GroupAct


class OpeningQuerySet(models.QuerySet["Opening"]):
    def since(self, day: date) -> Self:
        return self.filter(on__gte=day)

    def of_contact(self, pk: int) -> Self:
        return self.filter(contact=pk)

    def by_person_and_day(self) -> Iterable[Mapping[str, Any]]:
        """For each person and day how many contacts, how often, and of which regions; the newest first.

        The regions are keys, and those in which the groups were then: a group that moved later counts where
        it was.
        """
        moves = apps.get_model("organisers", "GroupEvent").objects.filter(
            group=OuterRef("contact__group"), act=GroupAct.MOVED, at__gt=OuterRef("last_at")
        )
        key = models.BigIntegerField()
        left = Cast(KeyTextTransform("from_region", "details"), key)
        next_left = Subquery(moves.order_by("pk").values(left=left)[:1])
        counted = self.alias(region=Coalesce(next_left, "contact__group__region", output_field=key))
        return (
            counted.order_by()
            .values("by", "by__name", "on")
            .annotate(
                contacts=Count("contact"), opened=Sum("times"), regions=ArrayAgg("region", distinct=True)
            )
            .order_by("-on", "-contacts", "by")
        )


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
