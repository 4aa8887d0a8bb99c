"""Questions about many openings of contacts' pages at once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Count, Sum

if TYPE_CHECKING:
    from .models import Opening


class OpeningQuerySet(models.QuerySet["Opening"]):
    def since(self, day: date) -> Self:
        return self.filter(on__gte=day)

    def of_contact(self, pk: int) -> Self:
        return self.filter(contact=pk)

    def by_person_and_day(self) -> Iterable[Mapping[str, Any]]:
        """For each person and day how many contacts, how often, and of which regions; the newest first."""
        counted = self.order_by().values("by", "by__name", "on")
        return counted.annotate(
            contacts=Count("contact"),
            opened=Sum("times"),
            regions=ArrayAgg("contact__group__region__name", distinct=True),
        ).order_by("-on", "-contacts", "by")
