"""Questions about many meetings."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Max

if TYPE_CHECKING:
    from .models import Meeting


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held(self, *, on: date) -> Self:
        """Meetings up to a day, the latest first."""
        return self.filter(on__lte=on).order_by("-on")

    def last_of_each_kind(self, *, on: date) -> dict[str, date]:
        """The latest day of each kind up to a day."""
        found = self.filter(on__lte=on).order_by("kind").values_list("kind").annotate(last=Max("on"))
        return dict(found)
