"""Questions about the roster, its swaps and its private calendars."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from lla.accounts.models import User

from .choices import SwapStatus

if TYPE_CHECKING:
    from .models import RosterDuty, Swap


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

    def before(self, user: User) -> Self:
        """What somebody may answer: asked of them, or of anybody but by themselves."""
        return self.filter(Q(to=user) | Q(to__isnull=True)).exclude(asked_by=user)
