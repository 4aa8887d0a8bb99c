"""The team's guidelines, version by version: the text, the figures, and the decision that adopted them."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.acts.models import Timestamped


class GuidelineVersionQuerySet(models.QuerySet["GuidelineVersion"]):
    def adopted(self) -> Self:
        """The versions that were adopted, the one in force first."""
        return self.filter(adopted_at__isnull=False).order_by("-number")

    def in_force(self) -> "GuidelineVersion | None":
        return self.adopted().first()

    def drafted(self) -> "GuidelineVersion | None":
        return self.filter(adopted_at__isnull=True).first()


class GuidelineVersion(Timestamped):
    """One version. A draft can change and can go; once adopted, the database refuses any change.

    `figures` holds what `parameters.Parameters.stored()` gives.
    """

    number = models.PositiveSmallIntegerField(unique=True)
    words = models.TextField("text", max_length=100_000)
    figures = models.JSONField(default=dict)
    why = models.CharField("what changed, and why", max_length=500, blank=True)
    drafted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField("decision that adopted it", max_length=200, blank=True)
    decision_link = models.URLField("address of the decision", max_length=300, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True, editable=False)
    adopted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = GuidelineVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(adopted_at__isnull=True) | ~Q(decision=""),
                name="guidelines_adopted_by_a_decision",
                violation_error_message="Enter the decision that adopts them.",
            ),
            models.UniqueConstraint(
                "adopted_at",
                condition=Q(adopted_at__isnull=True),
                nulls_distinct=False,
                name="guidelines_one_draft",
                violation_error_message="There is already a draft.",
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="adopted_guidelines_stay",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.adopted_at IS NOT NULL"),
            ),
        )

    def __str__(self) -> str:
        return f"Guidelines, version {self.number}"
