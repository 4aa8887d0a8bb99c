"""Questions about many editions and copies at once."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from .choices import CopyAct

if TYPE_CHECKING:
    from ..contacts.models import Contact
    from .models import Copy, Edition


class EditionQuerySet(models.QuerySet["Edition"]):
    def with_fate(self) -> Self:
        """`held` and `recalled`: how many copies there are and were called back; `went_out`: any was sent."""
        sent = apps.get_model("organisers", "CopyEvent").objects.filter(
            copy__edition=OuterRef("pk"), act=CopyAct.SENT
        )
        recalled = Count("copies", filter=Q(copies__recalled_at__isnull=False))
        return self.annotate(held=Count("copies"), recalled=recalled, went_out=Exists(sent))


class CopyQuerySet(models.QuerySet["Copy"]):
    def holding(self, contact: "Contact") -> Self:
        """Copies in which a contact stands or stood."""
        return self.filter(subjects__contains=[contact.pk])

    def to_be_deleted(self) -> Self:
        """Copies that were recalled and that their group has not said to be deleted."""
        return self.filter(recalled_at__isnull=False).exclude(events__act=CopyAct.DESTROYED)
