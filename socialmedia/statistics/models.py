"""What a channel's platform told of a week."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.acts.models import Timestamped

from ..channels.models import Channel


class WeekFiguresQuerySet(models.QuerySet["WeekFigures"]):
    def in_weeks(self, first: date, last: date) -> Self:
        """Figures of the weeks that begin on one Monday and up to another."""
        return self.filter(week__range=(first, last)).select_related("channel__platform")


class WeekFigures(Timestamped):
    """What a platform tells of one of our channels for a week, entered by hand."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="week_figures")
    week = models.DateField("Monday of the week")
    followers = models.PositiveIntegerField("followers or members")
    reach = models.PositiveIntegerField("people reached", null=True, blank=True)
    responses = models.PositiveIntegerField("reactions, comments and shares", null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = WeekFiguresQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "week figures"
        ordering = ("week", "channel")
        constraints = (
            models.UniqueConstraint(
                fields=("channel", "week"),
                name="figures_once_a_week",
                violation_error_message="The figures for this week have already been entered.",
            ),
            models.CheckConstraint(
                condition=Q(week__iso_week_day=1),
                name="figures_of_a_monday",
                violation_error_message="A week starts on a Monday.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel}, {self.week}"
