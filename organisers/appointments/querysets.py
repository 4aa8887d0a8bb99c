"""Questions about many appointments at once."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from lla.accounts.models import User

if TYPE_CHECKING:
    from .models import Appointment


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, *, on: date) -> Self:
        """Appointments that count on a day; the last day counts whole, unless it was ended at once."""
        standing = Q(ended_at=None) | Q(ended_at__date__gt=on)
        return self.filter(standing, Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def not_over(self, *, on: date) -> Self:
        """Those whose last day has not gone by, also if they begin later; by their first day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).order_by("starts_on", "pk")

    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def lately_ended(self, *, on: date, days: int) -> Self:
        """Appointments whose last day lies in the days before a day."""
        return self.filter(ends_on__lt=on, ends_on__gte=on - timedelta(days=days))
