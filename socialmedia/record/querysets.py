"""Questions about the record of social media."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from .models import SocialEvent


class SocialEventQuerySet(models.QuerySet["SocialEvent"]):
    def of(self, row: models.Model) -> Self:
        """The steps of one row, the newest first, with the words said with them."""
        about = f"{row._meta.model_name}:{row.pk}"
        return self.filter(about=about).select_related("remark").order_by("-pk")
