"""The record of what was written to groups, and which groups were asked for an answer."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from lla.accounts.models import User
from lla.time import clock
from lla.words.functions import SortKey

from ..contacts.choices import ContactRole
from ..groups.models import Group
from .choices import About, Audience


class Announcement(models.Model):
    """One message to groups: who wrote it, to whom and how many it was for; the words can go.

    With a day for answers it is a consultation, and its words are the covering note.
    """

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="announcements")
    at = models.DateTimeField(default=clock.now)
    regions = ArrayField(models.BigIntegerField())
    about = models.CharField(max_length=9, choices=About)
    audience = models.CharField(max_length=6, choices=Audience)
    role = models.CharField(max_length=10, choices=ContactRole, blank=True)
    words = models.TextField(max_length=4_000, blank=True)
    question = models.CharField(max_length=200, blank=True)
    document = models.URLField("address of the document", max_length=300, blank=True)
    answer_by = models.DateField("answers wanted until", null=True, blank=True)
    groups = models.PositiveIntegerField(help_text="How many groups it was for.")
    reached = models.PositiveIntegerField(help_text="To how many addresses it went.")

    class Meta:
        ordering = ("-pk",)
        triggers = (
            pgtrigger.Protect(name="announcement_stays", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="announcement_fixed", exclude=["words", "question", "document"]),
        )

    def __str__(self) -> str:
        return f"Message {self.pk}"

    @property
    def subject(self) -> str:
        """What it asks, in a line."""
        return self.question or self.document or "A question whose words were deleted"

    @property
    def asks(self) -> bool:
        """Whether it is a consultation."""
        return self.answer_by is not None


class ConsultedGroup(models.Model):
    """A group that a consultation went to, whether it was reminded, and whether it has answered."""

    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="consulted")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="consultations")
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("announcement", SortKey("group__name"))
        constraints = (models.UniqueConstraint(fields=("announcement", "group"), name="consulted_once"),)

    def __str__(self) -> str:
        return str(self.group)
