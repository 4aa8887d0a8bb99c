"""The columns of whatever the team is asked about before somebody decides."""

from typing import Any, ClassVar

from django.db import models

from lla.accounts.models import User
from lla.acts.models import Timestamped

from ..consultations.models import Consultation, ConsultationQuerySet
from ..record.workflow import key_of


class Matter(Timestamped):
    """A complaint or a case; `acts` are its steps, of which "kept_out" and "let_in" are common to both.

    `those_kept_out` neither see it nor are asked.
    """

    acts: ClassVar[type[models.TextChoices]]
    noun: ClassVar[str]
    those_kept_out: Any

    consultation = models.OneToOneField(
        Consultation, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)s"
    )
    leadership_consulted = models.BooleanField(null=True, blank=True)
    leadership_words = models.TextField(
        "what the leadership said, or why it was not consulted", max_length=5_000, blank=True
    )
    leadership_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    leadership_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def questions(self) -> ConsultationQuerySet:
        """All that the team and the leadership were asked about it."""
        return Consultation.objects.filter(about=key_of(self)).order_by("pk")
