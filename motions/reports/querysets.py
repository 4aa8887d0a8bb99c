"""Questions about many reports at once."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from .models import CommitteeReport


class ReportQuerySet(models.QuerySet["CommitteeReport"]):
    def issued(self) -> Self:
        """What anybody may read, the first on top."""
        return self.filter(issued_at__isnull=False).order_by("number")

    def drafts(self) -> Self:
        """What the desk still writes."""
        return self.filter(issued_at=None)
