"""Questions about the figures of many weeks."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from .models import WeekFigures


class WeekFiguresQuerySet(models.QuerySet["WeekFigures"]):
    def in_weeks(self, first: date, last: date) -> Self:
        """Figures of the weeks that begin on one Monday and up to another."""
        return self.filter(week__range=(first, last)).select_related("channel__platform")
