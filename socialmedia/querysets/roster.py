"""Questions about the roster."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

from lla.models import User

if TYPE_CHECKING:
    from ..models import RosterDuty


class RosterDutyQuerySet(models.QuerySet["RosterDuty"]):
    def in_days(self, first: date, last: date) -> Self:
        return self.filter(on__range=(first, last)).select_related("channel", "user")

    def of(self, user: User) -> Self:
        return self.filter(user=user)
