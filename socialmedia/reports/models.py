"""The coordinator's monthly reports."""

from typing import Self

from django.db import models
from django.db.models import Q, TextChoices

from lla.accounts.models import User
from lla.acts.models import Timestamped


class ReportStatus(TextChoices):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent to the leadership"


class ReportAct(TextChoices):
    """The steps of a report that the record keeps."""

    BEGUN = "begun", "Begun"
    SENT = "sent", "Sent"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class MonthReportQuerySet(models.QuerySet["Report"]):
    def published(self) -> Self:
        """Those of which everybody reads a version."""
        return self.filter(published_at__isnull=False)


class Report(Timestamped):
    """The coordinator's report of a month; its figures are frozen when it is sent."""

    month = models.DateField("first day of the month", unique=True)
    status = models.CharField(max_length=5, choices=ReportStatus, default=ReportStatus.DRAFT, editable=False)
    opening = models.TextField("what mattered this month", max_length=10_000, blank=True)
    closing = models.TextField("next steps", max_length=10_000, blank=True)
    drafted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField(default=dict, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    public_words = models.TextField(
        "what everybody reads of the month", max_length=10_000, blank=True, editable=False
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = MonthReportQuerySet.as_manager()

    class Meta:
        ordering = ("-month",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.SENT) | Q(sent_at__isnull=False),
                name="report_sent_when",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(status=ReportStatus.SENT),
                name="report_published_once_sent",
            ),
        )
        permissions = (("oversee_report", "Can oversee report"),)  # the leadership's part in everything here

    def __str__(self) -> str:
        return f"Report of {self.month:%B %Y}"
