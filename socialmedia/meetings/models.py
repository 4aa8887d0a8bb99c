"""The team's meetings."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Max, TextChoices

from lla.acts.models import Timestamped


class MeetingKind(TextChoices):
    DAY_TO_DAY = "day_to_day", "Day to day"
    STRATEGY = "strategy", "Strategy"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held(self, *, on: date) -> Self:
        """Meetings up to a day, the latest first."""
        return self.filter(on__lte=on).order_by("-on")

    def last_of_each_kind(self, *, on: date) -> dict[str, date]:
        """The latest day of each kind up to a day."""
        days = self.filter(on__lte=on).order_by("kind").values_list("kind").annotate(last=Max("on"))
        return dict(days)


class Meeting(Timestamped):
    """A meeting of the team, held or planned."""

    kind = models.CharField(max_length=10, choices=MeetingKind)
    on = models.DateField("day")
    present = models.PositiveSmallIntegerField("how many were there", null=True, blank=True)
    notes = models.TextField(max_length=50_000, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "on"),
                name="meeting_one_of_a_kind_a_day",
                violation_error_message="There is already a meeting of this kind on this day.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} meeting"
