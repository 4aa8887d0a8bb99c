"""Who looks after what on which day, and who would like to swap."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock

from ..channels.models import Channel
from .choices import DutyKind, SwapStatus


class RosterDutyQuerySet(models.QuerySet["RosterDuty"]):
    def in_days(self, first: date, last: date) -> Self:
        return self.filter(on__range=(first, last)).select_related("channel", "user")

    def of(self, user: User) -> Self:
        return self.filter(user=user)


class SwapQuerySet(models.QuerySet["Swap"]):
    def asked(self) -> Self:
        """Swaps nobody has answered, with what a list says of them; the next duty first."""
        waiting = self.filter(status=SwapStatus.ASKED)
        return waiting.select_related("duty__channel", "asked_by", "to").order_by("duty__on", "pk")

    def open(self, *, on: date) -> Self:
        """Those whose duty is still to come, or is today's."""
        return self.asked().filter(duty__on__gte=on)

    def asked_by(self, user: User) -> Self:
        """What somebody has asked of others and nobody has answered."""
        return self.filter(status=SwapStatus.ASKED, asked_by=user)

    def lapsed(self, *, on: date) -> Self:
        """Those that nobody answered before the day was over."""
        return self.asked().filter(duty__on__lt=on)

    def agreed(self, duties: Iterable["RosterDuty"]) -> Self:
        """Those of some duties that whoever has them now has taken over."""
        return self.filter(status=SwapStatus.TAKEN, duty__in=duties, answered_by=F("duty__user"))

    def before(self, user: User) -> Self:
        """What somebody may answer: asked of them, or of anybody but by themselves."""
        return self.filter(Q(to=user) | Q(to__isnull=True)).exclude(asked_by=user)


class RosterDuty(Timestamped):
    """One person looks after one thing of a channel on a day."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=8, choices=DutyKind)
    on = models.DateField("day")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duties")

    objects = RosterDutyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "roster duties"
        ordering = ("on", "channel", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=("channel", "kind", "on"),
                name="duty_once_a_day",
                violation_error_message="Somebody already has this duty on that day.",
            ),
        )
        indexes = (models.Index(fields=("user", "on"), name="duty_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.channel}"


class Swap(models.Model):
    """Somebody asks another, or anybody, to take over a duty."""

    duty = models.ForeignKey(RosterDuty, on_delete=models.CASCADE, related_name="swaps")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=9, choices=SwapStatus, default=SwapStatus.ASKED, editable=False)
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = SwapQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("duty",),
                condition=Q(status=SwapStatus.ASKED),
                name="swap_one_open",
                violation_error_message="A swap of this duty has already been asked for.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.duty}: {self.get_status_display()}"


class RosterFeed(models.Model):
    """The version of a person's private calendar address; raising it ends all earlier addresses."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="roster_feed")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.user}, {self.version}"
