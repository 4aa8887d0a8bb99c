"""The team's meetings."""

from django.db import models

from lla.acts.models import Timestamped

from .choices import MeetingKind
from .querysets import MeetingQuerySet


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
