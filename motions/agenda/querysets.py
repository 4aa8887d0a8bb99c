"""Questions about many conferences or agenda items at once."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q
from django.utils.timezone import localdate

from .choices import Nature

if TYPE_CHECKING:
    from .models import AgendaItem, Conference


class ConferenceQuerySet(models.QuerySet["Conference"]):
    def opened(self) -> Self:
        """What anybody may read: every conference that is no draft."""
        return self.filter(opened_at__isnull=False)

    def current(self, *, now: datetime) -> Self:
        """Opened conferences not yet over, the nearest first."""
        return self.opened().filter(ends_on__gte=localdate(now)).order_by("starts_on")

    def taking_motions(self, *, now: datetime) -> Self:
        """Conferences a motion can be begun for today, in time or late."""
        return self.current(now=now).filter(motions_open_at__lte=now)

    def over(self, *, now: datetime) -> Self:
        """Past conferences, the latest first."""
        return self.opened().filter(ends_on__lt=localdate(now)).order_by("-starts_on")


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def counted(self) -> Self:
        """The agenda in its order, each item with `public_motions`: how many motions anybody may read."""
        public = Count(
            "motions",
            filter=Q(motions__published_at__isnull=False) & ~Q(motions__nature=Nature.AMENDMENT),
        )
        return self.annotate(public_motions=public).order_by("order")
