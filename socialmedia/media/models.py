"""Pictures and films, with what is said of them."""

from datetime import datetime
from typing import Self

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.acts.models import Timestamped

from .choices import Ground, MediaKind, People


def media_storage() -> Storage:
    return storages["media"]


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


class MediaFile(Timestamped):
    """One picture or film, found by the hash of the file as it is kept.

    Its file is removed when it may no longer be used or nobody does; the row stays while posts had it.
    """

    kind = models.CharField(max_length=7, choices=MediaKind, editable=False)
    title = models.CharField("name", max_length=120, blank=True)
    file = models.FileField(storage=media_storage, max_length=200, blank=True, editable=False)
    thumbnail = models.FileField(storage=media_storage, max_length=200, blank=True, editable=False)
    suffix = models.CharField(max_length=5, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    size = models.PositiveIntegerField("bytes", editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alternative_text = models.TextField("description", max_length=2_000, blank=True)
    owner = models.CharField("whose it is", max_length=120, blank=True)
    ground = models.CharField("why we may use it", max_length=10, choices=Ground, blank=True)
    ground_words = models.CharField("which permission or licence", max_length=300, blank=True)
    people = models.CharField("people in it", max_length=6, choices=People, blank=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    described_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    barred = models.BooleanField("the same file may not come back", default=False, editable=False)
    removed_why = models.CharField("why it was removed", max_length=300, blank=True, editable=False)

    objects = MediaFileQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(described_at=None)
                | ~(Q(alternative_text="") | Q(owner="") | Q(ground="") | Q(people="")),
                name="media_described_whole",
            ),
        )

    def __str__(self) -> str:
        return self.title or f"{self.get_kind_display()} {self.pk}"

    @property
    def rights(self) -> str:
        """Whose it is and why we may use it, as a post says it."""
        words = f"{self.owner}: {self.get_ground_display()}"
        return f"{words} ({self.ground_words})" if self.ground_words else words

    @property
    def is_usable(self) -> bool:
        return self.described_at is not None and self.removed_at is None
