"""Questions about the versions of the guidelines."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from .models import GuidelineVersion


class GuidelineVersionQuerySet(models.QuerySet["GuidelineVersion"]):
    def adopted(self) -> Self:
        """The versions that were adopted, the one in force first."""
        return self.filter(adopted_at__isnull=False).order_by("-number")

    def in_force(self) -> "GuidelineVersion | None":
        return self.adopted().first()

    def drafted(self) -> "GuidelineVersion | None":
        return self.filter(adopted_at__isnull=True).first()
