"""Questions about moderation and cases."""

from typing import TYPE_CHECKING, Self

from django.db import models

from ..choices import CaseStatus

if TYPE_CHECKING:
    from ..models import BreachCase, Moderation, Participant


class ParticipantQuerySet(models.QuerySet["Participant"]):
    pass


class ModerationQuerySet(models.QuerySet["Moderation"]):
    def breaches(self) -> Self:
        """What was done because a rule was broken."""
        return self.filter(rule__isnull=False)


class BreachCaseQuerySet(models.QuerySet["BreachCase"]):
    def standing(self) -> Self:
        return self.exclude(status=CaseStatus.CLOSED)
