"""How many more people the times call for."""

from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.time.ranges import ends_after_start

from ..team.models import Dated, DatedQuerySet


class ReachTarget(Dated):
    """How many more people the political circumstances call for, from when to when, and why."""

    extra = models.PositiveSmallIntegerField("more people")
    why = models.CharField(max_length=200)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            ends_after_start("reach_ends_after_start"),
            models.CheckConstraint(
                condition=Q(extra__gte=1),
                name="reach_calls_for_somebody",
                violation_error_message="Ask for at least one more person.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.extra} more: {self.why}"
