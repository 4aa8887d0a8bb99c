"""Comments on our posts that somebody had to think about."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock

from ..channels.models import Channel
from ..posts.models import Variant
from .choices import WAS_DONE, Response


class IncidentQuerySet(models.QuerySet["Incident"]):
    def for_the_team(self) -> Self:
        """Without those that became complaints: only whoever sees the complaint reads their words."""
        return self.filter(passed_on_at=None)

    def waiting(self) -> Self:
        """Comments about which nothing was decided."""
        return self.for_the_team().filter(done="")

    def dealt_with(self) -> Self:
        """Comments about which something was decided."""
        return self.for_the_team().exclude(done="")

    def happened_in(self, since: datetime, until: datetime) -> Self:
        """From a moment up to another, which is no longer in it."""
        return self.filter(happened_at__gte=since, happened_at__lt=until)

    def open_first(self) -> Self:
        """Those that wait, then by when they were written, the newest first."""
        return self.alias(dealt=~Q(done="")).order_by("dealt", "-happened_at", "-pk")

    def to_forget(self, *, before: datetime) -> Self:
        """Comments written before a moment, of which person and words are still known."""
        return self.filter(happened_at__lt=before, forgotten_at=None)


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
    harmful = models.BooleanField("threatens, gives private details or breaks the law", default=False)
    earlier = models.PositiveSmallIntegerField("hostile comments before it in this thread", default=0)
    suggested = models.CharField(max_length=40, blank=True, editable=False)
    done = models.CharField("what was done", max_length=6, choices=Response, blank=True)
    note = models.CharField("why", max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    passed_on_at = models.DateTimeField("became a complaint", null=True, blank=True, editable=False)
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

    @property
    def was_done(self) -> str:
        """What was done about it, in words; empty while it waits."""
        return WAS_DONE.get(self.done, "")
