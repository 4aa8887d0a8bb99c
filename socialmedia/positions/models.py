"""Current priorities and positions, each with what it rests on."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lla.accounts.models import User
from lla.acts.models import Timestamped

from ..channels.choices import Basis
from .choices import PositionKind


class PositionQuerySet(models.QuerySet["Position"]):
    def current(self, *, on: date) -> Self:
        """Those that hold on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)

    def coming(self, *, on: date) -> Self:
        return self.filter(since__gt=on)

    def past(self, *, on: date) -> Self:
        return self.filter(until__lt=on).order_by("-until", "pk")


class Position(Timestamped):
    """One sentence that posts may state as the organisation's; `until` is its last day, if it has one."""

    kind = models.CharField(max_length=8, choices=PositionKind, default=PositionKind.POSITION)
    sentence = models.CharField("the position", max_length=300)
    basis = models.CharField("what it rests on", max_length=12, choices=Basis)
    basis_words = models.CharField("which decision or statement", max_length=200, blank=True)
    basis_link = models.URLField("address of the decision", max_length=300, blank=True)
    basis_on = models.DateField("date of the statement", null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ("-kind", "-since", "pk")  # priorities first
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="position_ends_after_it_begins",
                violation_error_message="The last day is before the first day.",
            ),
        )

    def __str__(self) -> str:
        return self.sentence
