"""The circulated directory: frozen editions, one copy for each group, and what became of each copy."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from lla.accounts.models import User
from lla.acts.models import Event
from lla.time import clock

from ..contacts.models import Contact
from ..groups.models import Group
from ..regions.models import Region
from .choices import CopyAct


class EditionQuerySet(models.QuerySet["Edition"]):
    def with_fate(self) -> Self:
        """`held` and `recalled`: how many copies there are and were called back; `went_out`: any was sent."""
        sent = CopyEvent.objects.filter(copy__edition=OuterRef("pk"), act=CopyAct.SENT)
        recalled = Count("copies", filter=Q(copies__recalled_at__isnull=False))
        return self.annotate(held=Count("copies"), recalled=recalled, went_out=Exists(sent))


class CopyQuerySet(models.QuerySet["Copy"]):
    def holding(self, contact: Contact) -> Self:
        """Copies in which a contact stands or stood."""
        return self.filter(subjects__contains=[contact.pk])

    def to_be_deleted(self) -> Self:
        """Copies that were recalled and that their group has not said to be deleted."""
        return self.filter(recalled_at__isnull=False).exclude(events__act=CopyAct.DESTROYED)


class Edition(models.Model):
    """A region's list as it was frozen on one day."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    quarter = models.DateField("first day of its quarter")
    frozen_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("region", "-number")
        constraints = (models.UniqueConstraint(fields=("region", "number"), name="edition_number_once"),)

    def __str__(self) -> str:
        return f"{self.region}, edition {self.number}"


class Copy(models.Model):
    """One group's own copy: just the rows whose consent names that group.

    `entries` is what the page and the files show, [{"contact": key, "group": name, detail: words …}], and
    goes after ninety days; `subjects` and the hash stay.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="copies")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="copies")
    copy_id = models.CharField(max_length=12, unique=True)
    entries = models.JSONField(default=list)
    subjects = ArrayField(models.BigIntegerField(), default=list)
    sha256 = models.CharField("SHA-256 of the entries", max_length=64)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True, blank=True)

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "copies"
        ordering = ("edition", "pk")
        indexes = (GinIndex(fields=("subjects",), name="copy_subjects"),)
        constraints = (models.UniqueConstraint(fields=("edition", "group"), name="copy_one_for_each_group"),)

    def __str__(self) -> str:
        return self.copy_id


class CopyEvent(Event):
    """Sent, opened, downloaded, bounced, recalled, deleted: what became of a copy."""

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=10, choices=CopyAct)

    class Meta(Event.Meta):
        ordering = ["copy", "pk"]

    def __str__(self) -> str:
        return self.get_act_display()
