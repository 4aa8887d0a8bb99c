"""Questions about the versions of the filter list and where they are installed."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from .models import FilterInstalled, FilterList


class FilterListQuerySet(models.QuerySet["FilterList"]):
    def current(self) -> "FilterList | None":
        return self.order_by("-number").first()

    def before(self, number: int) -> "FilterList | None":
        """The version that one replaced."""
        return self.filter(number__lt=number).order_by("-number").first()


class FilterInstalledQuerySet(models.QuerySet["FilterInstalled"]):
    def in_place(self) -> Self:
        """What is in each channel's settings now: the newest row of each."""
        newer = self.model._default_manager.filter(channel=OuterRef("channel"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(newer)).select_related("version", "by")
