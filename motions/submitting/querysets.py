"""Questions about many drafts at once."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from .models import Draft


class DraftQuerySet(models.QuerySet["Draft"]):
    def unsent(self, *, since: date) -> Self:
        """Drafts that never became a motion and were last changed on that day or before."""
        return self.filter(motion=None, changed_at__date__lte=since).order_by("pk")

    def unwarned(self) -> Self:
        """Those whose sender has not been told of their end since they last changed them."""
        return self.filter(Q(warned_at=None) | Q(warned_at__lt=F("changed_at")))

    def warned(self, *, since: date) -> Self:
        """Those whose sender was told on that day or before, and has changed nothing afterwards."""
        return self.filter(warned_at__date__lte=since, warned_at__gte=F("changed_at"))
