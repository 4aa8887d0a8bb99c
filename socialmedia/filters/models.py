"""The keyword filter with its versions, and which channel has which."""

from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from lla.accounts.models import User
from lla.time import clock

from ..channels.models import Channel


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


class FilterList(models.Model):
    """One version of the words our channels hold back; never changed, the highest is current."""

    number = models.PositiveSmallIntegerField(unique=True)
    words = ArrayField(models.CharField(max_length=80))
    why = models.CharField("what changed, and why", max_length=300)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = FilterListQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        triggers = (
            pgtrigger.Protect(name="filter_list_fixed", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"Filter list, version {self.number}"


class FilterInstalled(models.Model):
    """The version that somebody put into a channel's settings; the latest row says what is there now."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="filters_installed")
    version = models.ForeignKey(FilterList, on_delete=models.PROTECT, related_name="installed")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = FilterInstalledQuerySet.as_manager()

    class Meta:
        ordering = ("channel", "-pk")

    def __str__(self) -> str:
        return f"{self.channel}: {self.version}"
