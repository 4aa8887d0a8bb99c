"""Questions about many notes at once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from .models import Note


class NoteQuerySet(models.QuerySet["Note"]):
    def current(self) -> Self:
        """Notes that no correction has replaced, newest first; of one that was removed the words are gone."""
        return self.filter(replaced_at=None).order_by("-on", "-pk")

    def to_follow_up(self, regions: Iterable[int]) -> Self:
        """What is still to follow with the groups that are in some regions today, the earliest first."""
        current = self.filter(group__region__in=regions, replaced_at=None, removed_at=None)
        return current.filter(due_on__isnull=False, done_at=None).order_by("due_on", "pk")
