"""Questions about meetings and figures."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from ..models import Meeting, WeekFigures


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held(self, *, on: date) -> Self:
        """Meetings up to a day, the latest first."""
        return self.filter(on__lte=on).order_by("-on")


class WeekFiguresQuerySet(models.QuerySet["WeekFigures"]):
    def in_weeks(self, first: date, last: date) -> Self:
        return self.filter(week__range=(first, last)).select_related("channel")
