"""Questions about many comments."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from .models import Incident


class IncidentQuerySet(models.QuerySet["Incident"]):
    def waiting(self) -> Self:
        """Comments about which nothing was decided."""
        return self.filter(done="")

    def happened_in(self, since: datetime, until: datetime) -> Self:
        """From a moment up to another, which is no longer in it."""
        return self.filter(happened_at__gte=since, happened_at__lt=until)

    def open_first(self) -> Self:
        """Those that wait, then by when they were written, the newest first."""
        return self.alias(dealt=~Q(done="")).order_by("dealt", "-happened_at", "-pk")

    def to_forget(self, *, before: datetime) -> Self:
        """Comments written before a moment, of which person and words are still known."""
        return self.filter(happened_at__lt=before, forgotten_at=None)
