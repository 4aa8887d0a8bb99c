"""Questions about roles, leave and what counts for a span of days."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.words.functions import SortKey

from ..channels.choices import ChannelStatus
from .choices import Role

if TYPE_CHECKING:
    from .models import Appointment


class DatedQuerySet(models.QuerySet[Any]):
    def in_force(self, *, on: date) -> Self:
        """What counts on a day; the last day counts whole."""
        return self.in_days(on, on)

    def in_days(self, first: date, last: date) -> Self:
        """What counts on at least one of these days."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)


class LeaveQuerySet(DatedQuerySet):
    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def not_over(self, *, on: date) -> Self:
        """Leave of a day or later, the next first."""
        return self.filter(ends_on__gte=on).select_related("user").order_by("starts_on", "pk")

    def long_over(self, *, before: date) -> Self:
        return self.filter(ends_on__lt=before)


class TeamAppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, *, on: date) -> Self:
        """Roles that are held on a day; the last day counts whole."""
        return self.in_days(on, on)

    def in_days(self, first: date, last: date) -> Self:
        """Roles that are held on at least one of these days."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)

    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def of_open_channels(self) -> Self:
        return self.filter(channel__status=ChannelStatus.OPEN)

    def with_role(self, *roles: Role) -> Self:
        return self.filter(role__in=roles)

    def not_over(self, *, on: date) -> Self:
        """Roles that are held on a day or later, with what a list says of them."""
        standing = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        return standing.select_related("user", "channel__platform")

    def lately_ended(self, *, on: date, days: int) -> Self:
        """Roles whose last day lies before `on`, by so many days at the most."""
        return self.filter(ends_on__lt=on, ends_on__gte=on - timedelta(days=days))

    def people(self) -> Iterable[User]:
        """Everybody who holds one of these roles and may sign in, each once."""
        users = User.objects.filter(social_appointments__in=self, is_active=True)
        return users.distinct().order_by(SortKey("name"), "pk")
