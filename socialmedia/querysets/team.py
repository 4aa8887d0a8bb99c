"""Questions about roles, leave and what counts for a span of days."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from lla.models import User

from ..choices import Role

if TYPE_CHECKING:
    from ..models import Appointment


class DatedQuerySet(models.QuerySet[Any]):
    def in_force(self, *, on: date) -> Self:
        """What counts on a day; the last day counts whole."""
        return self.in_days(on, on)

    def in_days(self, first: date, last: date) -> Self:
        """What counts on at least one of these days."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)


class TeamAppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, *, on: date) -> Self:
        """Roles that are held on a day; the last day counts whole."""
        return self.in_days(on, on)

    def in_days(self, first: date, last: date) -> Self:
        """Roles that are held on at least one of these days."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)

    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def with_role(self, *roles: Role) -> Self:
        return self.filter(role__in=roles)

    def people(self) -> Iterable[User]:
        """Everybody who holds one of these roles and may sign in, each once."""
        users = User.objects.filter(social_appointments__in=self, is_active=True)
        return users.distinct().order_by("name", "pk")
