"""Questions about many messages."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, IntegerField, Q, Value, When
from django.db.models.functions import TruncDate

from .choices import CLOCKED, MessageKind, MessageStatus

if TYPE_CHECKING:
    from .models import Message


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        """Messages nobody has dealt with."""
        return self.filter(status=MessageStatus.OPEN)

    def dealt_with(self) -> Self:
        return self.exclude(status=MessageStatus.OPEN)

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
        waiting = self.filter(status=MessageStatus.OPEN, kind__in=CLOCKED)
        return waiting.filter(came_at__gte=since, came_at__lte=before)

    def possible_recruits_first(self) -> Self:
        """In the order in which they are answered: recruits, requests, articles, the rest; oldest first."""
        order = [MessageKind.RECRUIT, MessageKind.REQUEST, MessageKind.ARTICLE]
        places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(order)]
        place = Case(*places, default=Value(len(order)), output_field=IntegerField())
        return self.alias(place=place).order_by("place", "came_at", "pk")

    def to_forget(self, *, before: datetime) -> Self:
        """Messages dealt with before a moment, of which person and words are still known."""
        return self.dealt_with().filter(answered_at__lt=before, forgotten_at=None)


def waits_late(before: datetime) -> Q:
    """The condition that a message should have been answered; for filters and counts."""
    return Q(status=MessageStatus.OPEN, kind__in=CLOCKED, came_at__lt=before)


def answered_on_time(days: int) -> Q:
    """The condition that a message was answered by the end of a London day; for filters and counts."""
    last = ExpressionWrapper(
        TruncDate(F("came_at")) + Value(timedelta(days=days)), output_field=models.DateTimeField()
    )
    return Q(status=MessageStatus.ANSWERED, answered_at__date__lte=last)
