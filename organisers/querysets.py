"""Questions about many regions or groups at once."""

from typing import Self

from django.db import models
from django.db.models.functions import Lower

from .choices import GroupStatus


class GroupQuerySet(models.QuerySet):
    def affiliated(self) -> Self:
        """Groups that may submit motions and are circulated, in alphabetical order."""
        return self.filter(status=GroupStatus.AFFILIATED).order_by(Lower("name"))
