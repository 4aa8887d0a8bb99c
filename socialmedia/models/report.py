"""How the team is doing: its meetings, the weekly figures, and the coordinator's monthly report."""

from django.db import models
from django.db.models import Q

from lla.models import Timestamped, User

from ..choices import MeetingKind, ReportStatus
from ..querysets.report import MeetingQuerySet, WeekFiguresQuerySet
from .channel import Channel


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
