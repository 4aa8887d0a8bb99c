"""Notes of conversations with a group; who wrote what when is fixed, and a year later the note goes."""

import pgtrigger
from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.time import clock

from ..groups.models import Group
from .choices import How, Outcome
from .querysets import NoteQuerySet

LONGEST = 500  # characters


class Note(models.Model):
    """A few words about one conversation with a group, and what is to follow, by whom and until when.

    It is about the group and names nobody. Putting it right writes another note in its place; the words of
    the first go, as they do when it is removed. Only the organisers of the group's region read it.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    on = models.DateField("on which day")
    how = models.CharField(max_length=9, choices=How)
    outcome = models.CharField(max_length=9, choices=Outcome)
    words = models.TextField(max_length=LONGEST, blank=True)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("follow up until", null=True, blank=True)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("group", "-on", "-pk")
        indexes = (
            models.Index(fields=("due_on",), condition=Q(done_at=None), name="note_to_follow_up"),
            models.Index(fields=("at",), name="note_written_at"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(due_on__isnull=True, owner__isnull=True, done_at__isnull=True)
                | Q(due_on__isnull=False, owner__isnull=False),
                name="note_followed_up_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, replaced_at__isnull=True) | Q(words=""),
                name="note_gone_without_words",
            ),
        )
        triggers = (
            pgtrigger.ReadOnly(
                name="note_fixed",
                fields=["group", "by", "at", "on", "how", "outcome", "corrects", "due_on", "owner"],
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_how_display()}: {self.get_outcome_display().lower()}"

    @property
    def is_to_follow_up(self) -> bool:
        return bool(self.due_on) and not (self.done_at or self.removed_at or self.replaced_at)
