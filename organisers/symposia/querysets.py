"""Questions about many symposia at once."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Max, Q

from .choices import Stage, SymposiumAct

if TYPE_CHECKING:
    from .models import Symposium


class SymposiumQuerySet(models.QuerySet["Symposium"]):
    def upcoming(self, *, now: datetime) -> Self:
        """Confirmed symposia still to come, the nearest first."""
        return self.filter(stage=Stage.CONFIRMED, ends_at__gte=now).order_by("starts_at")

    def standing(self) -> Self:
        """All but the cancelled: at most one for a region and quarter."""
        return self.exclude(stage=Stage.CANCELLED)

    def open_to_answers(self, *, now: datetime) -> Self:
        return self.filter(stage=Stage.CONSULTING, consultation_closes_at__gt=now)

    def announced(self) -> Self:
        """Those with a time and a place that the public was told of, cancelled ones too."""
        return self.filter(
            stage__in=(Stage.CONFIRMED, Stage.HELD, Stage.CANCELLED), starts_at__isnull=False
        ).order_by("starts_at")

    def with_calendar_facts(self) -> Self:
        """`times_told` and `told_at`: how often its time, place or standing was told, and when last."""
        telling = Q(events__act__in=(SymposiumAct.DECIDED, SymposiumAct.CANCELLED))
        return self.select_related("region", "venue").annotate(
            times_told=Count("events", filter=telling), told_at=Max("events__at", filter=telling)
        )
