"""Rules of forums, what moderators did, and the cases that come of persistent breaches."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock
from lla.words.functions import SortKey

from ..channels.models import Channel, Platform
from ..consultations.models import unguessable_number
from ..deliberations.models import Matter
from .choices import CaseAct, CaseOutcome, CaseStatus, Measure


class ForumRuleQuerySet(models.QuerySet["ForumRule"]):
    def standing(self) -> Self:
        """The rules that count now, by their numbers."""
        return self.filter(retired_at__isnull=True).order_by("order", "pk")


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def quiet_since(self, moment: datetime) -> Self:
        """Known people about whom nothing has happened since a moment, and no case is open."""
        logged = Moderation.objects.filter(at__gte=moment)
        cases = BreachCase.objects.filter(~Q(status=CaseStatus.CLOSED) | Q(closed_at__gte=moment))
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


class ForumRule(Timestamped):
    """One rule of a forum, and the standard response to whoever breaks it."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="rules")
    order = models.PositiveSmallIntegerField("number")
    words = models.CharField("the rule", max_length=300)
    response = models.TextField("standard response", max_length=2_000, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ForumRuleQuerySet.as_manager()

    class Meta:
        ordering = ("channel", "order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("channel", "order"),
                condition=Q(retired_at__isnull=True),
                name="forum_rule_number_once",
                violation_error_message="This forum has a rule with this number.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.order}. {self.words}"


class Participant(Timestamped):
    """Somebody in our forums, by the name a platform shows; the name can go, the key stays."""

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("name or handle", max_length=120, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = (SortKey("name"),)
        constraints = (
            models.UniqueConstraint(
                "platform",
                Lower("name"),
                condition=Q(forgotten_at__isnull=True),
                name="participant_once",
                violation_error_message="This person is already known on this platform.",
            ),
        )

    def __str__(self) -> str:
        return self.name or "somebody whose name has gone"


class Moderation(models.Model):
    """One thing a moderator did about somebody; a breach when it names the rule that was broken.

    An entry that was a mistake stays, struck out, and counts no more.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="moderations")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="moderations")
    rule = models.ForeignKey(
        ForumRule, null=True, blank=True, on_delete=models.PROTECT, related_name="moderations"
    )
    measure = models.CharField("what was done", max_length=10, choices=Measure)
    link = models.URLField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        "BreachCase", null=True, blank=True, on_delete=models.PROTECT, related_name="moderations"
    )

    struck_at = models.DateTimeField("removed", null=True, blank=True, editable=False)
    struck_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    struck_why = models.CharField("why it was removed", max_length=500, blank=True, editable=False)

    objects = ModerationQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("participant", "-at"), name="moderation_of_a_person"),
            models.Index(fields=("channel", "-at"), name="moderation_of_a_channel"),
        )

    def __str__(self) -> str:
        return self.get_measure_display()

    @property
    def is_decided_on(self) -> bool:
        """Whether a case was decided with it: from then on it stays as it is."""
        return self.case is not None and self.case.status != CaseStatus.OPEN


class BreachCase(Matter):
    """What is to be done about somebody who keeps breaking the rules.

    `kept_out` are those of us who may be that person: they neither see it nor are asked, and its number
    follows no other's, for a gap would tell them.
    """

    acts, noun = CaseAct, "case"

    id = models.BigIntegerField(primary_key=True, default=unguessable_number, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="cases")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="cases")
    status = models.CharField(max_length=8, choices=CaseStatus, default=CaseStatus.OPEN, editable=False)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=CaseOutcome, blank=True)
    rule = models.ForeignKey(ForumRule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField("for how many days", null=True, blank=True)
    reason = models.TextField(max_length=2_000, blank=True)
    how_to_appeal = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField("the person was told", null=True, blank=True)
    told_words = models.TextField("what they were told", max_length=5_000, blank=True)
    appeal_words = models.TextField("what they say in appeal", max_length=5_000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_decided_at = models.DateTimeField(null=True, blank=True)
    appeal_decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    kept_out = models.ManyToManyField(User, related_name="kept_out_of_cases", editable=False)

    objects = BreachCaseQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "channel"),
                condition=~Q(status=CaseStatus.CLOSED),
                name="case_one_open",
                violation_error_message="There is already an open case about this person.",
            ),
        )

    def __str__(self) -> str:
        return f"Case {self.pk}"

    @property
    def those_kept_out(self) -> Any:
        return self.kept_out
