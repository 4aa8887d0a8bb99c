"""What comes back: comments, the keyword filter with its versions, and direct messages."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lla import clock
from lla.models import Timestamped, User
from organisers.models import Region

from ..choices import CLOCKED, MessageKind, MessageStatus, Response
from ..querysets.conversation import (
    FilterInstalledQuerySet,
    FilterListQuerySet,
    IncidentQuerySet,
    MessageQuerySet,
)
from .channel import Channel
from .post import Source, Variant


class Incident(Timestamped):
    """A comment that somebody had to think about. `words` and `person` can go; the rest is counted."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="incidents")
    variant = models.ForeignKey(
        Variant, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents"
    )
    link = models.URLField(max_length=500, blank=True)
    happened_at = models.DateTimeField(default=clock.now)
    person = models.CharField("who wrote it", max_length=120, blank=True)
    words = models.TextField("what it said", max_length=5_000, blank=True)
    hostile = models.BooleanField(default=False)
    earlier = models.PositiveSmallIntegerField("hostile comments before it in this thread", default=0)
    suggested = models.CharField(max_length=40, blank=True, editable=False)
    done = models.CharField("what was done", max_length=6, choices=Response, blank=True)
    note = models.CharField("why", max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(done="", done_at__isnull=True) | (~Q(done="") & Q(done_at__isnull=False)),
                name="incident_dealt_with_when",
            ),
        )
        indexes = (models.Index(fields=("channel", "-happened_at"), name="incident_of_a_channel"),)

    def __str__(self) -> str:
        return f"A comment on {self.channel}"


class FilterList(models.Model):
    """One version of the words our channels hold back; never changed, the highest is current."""

    number = models.PositiveSmallIntegerField(unique=True)
    words = ArrayField(models.CharField(max_length=80))
    why = models.CharField("what changed, and why", max_length=300)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = FilterListQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        triggers = (
            pgtrigger.Protect(name="filter_list_fixed", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"Filter list, version {self.number}"


class FilterInstalled(models.Model):
    """The version that somebody put into a channel's settings; the latest row says what is there now."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="filters_installed")
    version = models.ForeignKey(FilterList, on_delete=models.PROTECT, related_name="installed")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = FilterInstalledQuerySet.as_manager()

    class Meta:
        ordering = ("channel", "-pk")

    def __str__(self) -> str:
        return f"{self.channel}: {self.version}"


class Message(Timestamped):
    """A direct message. Who wrote it and what it said go some time after it was dealt with."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=8, choices=MessageKind)
    person = models.CharField("who wrote it", max_length=120, blank=True)
    words = models.TextField("what it asks, in short", max_length=2_000, blank=True)
    came_at = models.DateTimeField("came in", default=clock.now)
    status = models.CharField(max_length=9, choices=MessageStatus, default=MessageStatus.OPEN, editable=False)
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="source of the article or event",
    )
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="region they were passed on to",
        editable=False,
    )
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    soft_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    late_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ("came_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(status=MessageStatus.OPEN, answered_at__isnull=True)
                | (~Q(status=MessageStatus.OPEN) & Q(answered_at__isnull=False)),
                name="message_dealt_with_when",
            ),
        )
        indexes = (models.Index(fields=("status", "came_at"), name="message_by_status"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.channel}"

    @property
    def is_clocked(self) -> bool:
        """Whether the two clocks run: somebody waits for an answer in words."""
        return self.kind in CLOCKED
