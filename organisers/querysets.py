"""Questions about many regions or groups at once."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Lower

from .choices import GroupStatus

if TYPE_CHECKING:
    from .models import Group


class GroupQuerySet(models.QuerySet["Group"]):
    def affiliated(self) -> Self:
        """Groups that may submit motions and are circulated, in alphabetical order."""
        return self.filter(status=GroupStatus.AFFILIATED).order_by(Lower("name"))
