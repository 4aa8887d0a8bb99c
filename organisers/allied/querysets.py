"""Questions about many other organisations at once."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from .models import AlliedOrganisation


class AlliedQuerySet(models.QuerySet["AlliedOrganisation"]):
    def overdue(self, *, on: date) -> Self:
        return self.filter(due_on__lt=on).order_by("due_on")
