"""The coordinator's monthly reports."""

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

    class Meta:
        ordering = ("-month",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.SENT) | Q(sent_at__isnull=False),
                name="report_sent_when",
            ),
        )
        permissions = (("oversee_report", "Can oversee report"),)  # the leadership's part in everything here

    def __str__(self) -> str:
        return f"Report of {self.month:%B %Y}"
