"""The record of what was written to groups."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from lla.accounts.models import User
from lla.time import clock

from ..contacts.choices import ContactRole
from .choices import About, Audience


class Announcement(models.Model):
    """One message to groups: who wrote it, to whom and how many it was for; the words can go."""

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="announcements")
    at = models.DateTimeField(default=clock.now)
    regions = ArrayField(models.BigIntegerField())
    about = models.CharField(max_length=9, choices=About)
    audience = models.CharField(max_length=6, choices=Audience)
    role = models.CharField(max_length=10, choices=ContactRole, blank=True)
    words = models.TextField(max_length=4_000, blank=True)
    groups = models.PositiveIntegerField(help_text="How many groups it was for.")
    reached = models.PositiveIntegerField(help_text="To how many addresses it went.")

    class Meta:
        ordering = ("-pk",)
        triggers = (
            pgtrigger.Protect(name="announcement_stays", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="announcement_fixed", exclude=["words"]),
        )

    def __str__(self) -> str:
        return f"Message {self.pk}"
