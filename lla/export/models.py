"""Requests to write everything out, and the record of what was written."""

from datetime import datetime, timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q

from lla.accounts.models import User
from lla.time import clock

OPEN_FOR = timedelta(days=7)


class ExportRequest(models.Model):
    """Somebody's wish to write everything out; nothing is written before a second person agrees."""

    class Why(models.TextChoices):
        MOVE = "move", "We move to another system"
        END = "end", "The organisation ends, splits or joins another"
        PRACTICE = "practice", "To practise; the files are deleted afterwards"

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    why = models.CharField("what for", max_length=8, choices=Why)
    made_at = models.DateTimeField("asked", default=clock.now)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField("agreed", null=True, blank=True)
    declined_at = models.DateTimeField("declined", null=True, blank=True)
    stopped_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField("stopped", null=True, blank=True)

    class Meta:
        verbose_name = "export of everything"
        verbose_name_plural = "exports of everything"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")),
                name="export_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, agreed_at=None, declined_at=None)
                | Q(decided_by__isnull=False, agreed_at__isnull=False, declined_at=None)
                | Q(decided_by__isnull=False, agreed_at=None, declined_at__isnull=False),
                name="export_agreed_or_declined",
            ),
            models.CheckConstraint(
                condition=Q(stopped_by=None, stopped_at=None)
                | Q(stopped_by__isnull=False, stopped_at__isnull=False),
                name="export_stopped_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"Export {self.pk}"

    @property
    def open_until(self) -> datetime:
        return self.made_at + OPEN_FOR


class Export(models.Model):
    """What was written, recorded before the folder has its name; figures only."""

    request = models.OneToOneField(ExportRequest, on_delete=models.PROTECT, related_name="export")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    rows = models.PositiveIntegerField()
    files = models.PositiveIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64, help_text="Of manifest.json, which names all others.")

    class Meta:
        triggers = (
            pgtrigger.Protect(name="export_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.rows} rows, {self.files} files"
