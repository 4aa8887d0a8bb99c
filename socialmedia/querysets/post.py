"""Questions about sources, posts and their variants."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from ..choices import VariantStatus

if TYPE_CHECKING:
    from ..models import Post, Source, Variant


class SourceQuerySet(models.QuerySet["Source"]):
    pass


class PostQuerySet(models.QuerySet["Post"]):
    pass


class VariantQuerySet(models.QuerySet["Variant"]):
    def standing(self) -> Self:
        return self.exclude(status=VariantStatus.DROPPED)

    def planned(self) -> Self:
        """Variants that are still to go out, the next one first."""
        return self.filter(status=VariantStatus.PLANNED).order_by("planned_at", "pk")

    def planned_in(self, since: datetime, until: datetime) -> Self:
        """Variants planned from a moment up to another, which is no longer in it."""
        return self.standing().filter(planned_at__gte=since, planned_at__lt=until)

    def posted_in(self, since: datetime, until: datetime) -> Self:
        return self.filter(status=VariantStatus.POSTED, posted_at__gte=since, posted_at__lt=until)
