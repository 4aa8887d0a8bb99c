"""Questions about complaints, and who may see which."""

from typing import TYPE_CHECKING, Self

from django.db import models

from ..choices import ComplaintStatus

if TYPE_CHECKING:
    from ..models import Complaint


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def standing(self) -> Self:
        return self.exclude(status=ComplaintStatus.CLOSED)
