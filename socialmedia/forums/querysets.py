"""Questions about forum rules, moderation and cases."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from lla.accounts.models import User

from .choices import CaseStatus

if TYPE_CHECKING:
    from .models import BreachCase, ForumRule, Moderation, Participant


class ForumRuleQuerySet(models.QuerySet["ForumRule"]):
    def standing(self) -> Self:
        """The rules that count now, by their numbers."""
        return self.filter(retired_at__isnull=True).order_by("order", "pk")


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def quiet_since(self, moment: datetime) -> Self:
        """Known people about whom nothing has happened since a moment, and no case is open."""
        apps = self.model._meta.apps
        logged = apps.get_model("socialmedia", "Moderation").objects.filter(at__gte=moment)
        cases = apps.get_model("socialmedia", "BreachCase").objects.filter(
            ~Q(status=CaseStatus.CLOSED) | Q(closed_at__gte=moment)
        )
        return self.filter(
            ~Exists(logged.filter(participant=OuterRef("pk"))),
            ~Exists(cases.filter(participant=OuterRef("pk"))),
            created_at__lt=moment,
            forgotten_at__isnull=True,
        )


class ModerationQuerySet(models.QuerySet["Moderation"]):
    def breaches(self) -> Self:
        """What was done because a rule was broken, without what was struck out."""
        return self.filter(rule__isnull=False, struck_at__isnull=True)

    def new_breaches(self, participant: "Participant", *, channel: int, since: datetime) -> Self:
        """Somebody's breaches in a forum from a moment on that no case has dealt with."""
        return self.breaches().filter(
            participant=participant, channel_id=channel, at__gte=since, case__isnull=True
        )

    def with_all(self) -> Self:
        return self.select_related("participant__platform", "rule", "by", "struck_by", "case", "channel")


class BreachCaseQuerySet(models.QuerySet["BreachCase"]):
    def visible_to(self, user: User) -> Self:
        """The one place that decides who of the team and the leadership sees which case."""
        return self.exclude(kept_out=user)

    def standing(self) -> Self:
        return self.exclude(status=CaseStatus.CLOSED)

    def with_all(self) -> Self:
        """Each with its person and forum, and how many breaches it has."""
        rows = self.select_related("participant__platform", "channel")
        counting = Q(moderations__rule__isnull=False, moderations__struck_at__isnull=True)
        return rows.annotate(breaches=Count("moderations", filter=counting))
