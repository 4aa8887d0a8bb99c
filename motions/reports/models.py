"""A report of the committee to a conference; once it is issued the database keeps its words."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lla.acts.models import Timestamped

from ..agenda.models import Conference, TouchConferenceTrigger
from .querysets import ReportQuerySet


class CommitteeReport(Timestamped):
    """What the committee tells a conference; a correction is a report of its own that names another."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField(null=True, editable=False)
    corrects = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="corrections", editable=False
    )
    body = models.TextField("text", max_length=50_000)
    until = models.DateTimeField("tells what happened until", editable=False)
    issued_at = models.DateTimeField(null=True, editable=False)
    issued_by = models.ForeignKey(
        "lla.User", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("conference", "number")
        triggers = (
            pgtrigger.Protect(
                name="report_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__issued_at__isnull=False),
            ),
            TouchConferenceTrigger(),
        )
        constraints = (
            models.UniqueConstraint(fields=("conference", "number"), name="report_number_once"),
            models.UniqueConstraint(
                fields=("conference",),
                condition=Q(issued_at__isnull=True),
                name="report_one_draft",
                violation_error_message="This conference has a draft report already.",
            ),
            models.CheckConstraint(
                condition=Q(number=None, issued_at=None, issued_by=None)
                | Q(number__isnull=False, issued_at__isnull=False, issued_by__isnull=False),
                name="report_issued_whole",
            ),
        )

    def __str__(self) -> str:
        return f"Committee report {self.number}" if self.number else "Draft of a committee report"

    def get_absolute_url(self) -> str:
        return reverse("motions:report", args=[self.conference.slug, self.number])
