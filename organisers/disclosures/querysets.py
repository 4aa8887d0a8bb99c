"""Questions about many openings of contacts' pages at once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from ..groups.choices import GroupAct

if TYPE_CHECKING:
    from .models import Opening


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
