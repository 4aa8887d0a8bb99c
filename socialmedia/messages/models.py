"""Direct messages that came in on our channels."""

from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock
from organisers.regions.models import Region

from ..channels.models import Channel
from ..sources.models import Source
from .choices import CLOCKED, MessageKind, MessageStatus
from .querysets import MessageQuerySet


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
