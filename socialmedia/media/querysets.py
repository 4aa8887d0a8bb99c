"""Questions about the library: what may be used, what is asked for, what nobody needs any more."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from .models import MediaFile


class MediaFileQuerySet(models.QuerySet["MediaFile"]):
    def kept(self) -> Self:
        """Those whose file is there."""
        return self.filter(removed_at=None)

    def usable(self) -> Self:
        """Those that were described, with the right to use them."""
        return self.kept().exclude(described_at=None)

    def asked_for(self, words: str) -> Self:
        """Those whose name, description or owner holds these words."""
        found = Q(title__icontains=words) | Q(alternative_text__icontains=words) | Q(owner__icontains=words)
        return self.filter(found)

    def never_described(self, *, before: datetime) -> Self:
        return self.kept().filter(described_at=None, created_at__lt=before)

    def unused(self, *, before: datetime) -> Self:
        """Described and uploaded before a moment, and in no post that was changed since."""
        return self.usable().filter(created_at__lt=before).exclude(posts__changed_at__gte=before)
