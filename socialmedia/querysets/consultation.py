"""Questions about consultations."""

from typing import TYPE_CHECKING, Self

from django.db import models

from lla.models import User

if TYPE_CHECKING:
    from ..models import Consultation


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def standing(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def asking(self, user: User) -> Self:
        """Open questions that wait for this person's view."""
        return self.standing().filter(views__user=user, views__given_at__isnull=True)
