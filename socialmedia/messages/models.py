"""Direct messages that came in on our channels."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, IntegerField, Q, Value, When
from django.db.models.functions import TruncDate

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock
from organisers.regions.models import Region

from ..channels.models import Channel
from ..sources.models import Source
from .choices import CLOCKED, MessageKind, MessageStatus


class MessageQuerySet(models.QuerySet["Message"]):
    def for_the_team(self) -> Self:
        """Without those that became complaints: only whoever sees the complaint reads their words."""
        return self.filter(passed_on_at=None)

    def waiting(self) -> Self:
        """Messages nobody has dealt with."""
        return self.for_the_team().filter(status=MessageStatus.OPEN)

    def dealt_with(self) -> Self:
        return self.for_the_team().exclude(status=MessageStatus.OPEN)

    def clocked(self) -> Self:
        """Messages that are always answered, by the two clocks."""
        return self.filter(kind__in=CLOCKED)

    def came_in(self, since: datetime, until: datetime) -> Self:
        """From a moment up to another, which is no longer in it."""
        return self.filter(came_at__gte=since, came_at__lt=until)

    def late(self, *, before: datetime) -> Self:
        """Waiting by the clocks, and come in before the moment that `clocks.late_before` gives."""
        return self.filter(waits_late(before))

    def getting_late(self, *, since: datetime, before: datetime) -> Self:
        """Waiting by the clocks, and come in from one moment up to another, both in it."""
        waiting = self.waiting().filter(kind__in=CLOCKED)
        return waiting.filter(came_at__gte=since, came_at__lte=before)

    def possible_recruits_first(self) -> Self:
        """In the order in which they are answered: recruits, requests, articles, the rest; oldest first."""
        order = [MessageKind.RECRUIT, MessageKind.REQUEST, MessageKind.ARTICLE]
        places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(order)]
        place = Case(*places, default=Value(len(order)), output_field=IntegerField())
        return self.alias(place=place).order_by("place", "came_at", "pk")

    def to_forget(self, *, before: datetime) -> Self:
        """Messages dealt with or passed on before a moment, of which person and words are still known."""
        old = Q(answered_at__lt=before) | Q(passed_on_at__lt=before)
        return self.filter(old, forgotten_at=None)


def waits_late(before: datetime) -> Q:
    """The condition that a message should have been answered; for filters and counts."""
    return Q(status=MessageStatus.OPEN, kind__in=CLOCKED, came_at__lt=before, passed_on_at=None)


def answered_on_time(days: int) -> Q:
    """The condition that a message was answered by the end of a London day; for filters and counts."""
    last = ExpressionWrapper(
        TruncDate(F("came_at")) + Value(timedelta(days=days)), output_field=models.DateTimeField()
    )
    return Q(status=MessageStatus.ANSWERED, answered_at__date__lte=last)


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
    passed_on_at = models.DateTimeField("became a complaint", null=True, blank=True, editable=False)
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
