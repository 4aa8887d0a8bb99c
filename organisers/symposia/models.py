"""The quarterly regional symposium: consultation, venues, answers, who comes, and what was agreed."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Lower

from lla.acts.models import Event, Timestamped
from lla.time import clock
from lla.time.wording import clock_in_words, moment_in_brief, moment_in_words
from lla.words.functions import SortKey

from ..groups.models import Group
from ..regions.models import Region
from .choices import OptionKind, Stage, SymposiumAct, VenueKind, Voice


class Venue(Timestamped):
    """Somewhere to meet. An access question that nobody has answered yet is blank, which is not "no"."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=VenueKind)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="venues")
    address = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True, max_length=300)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    step_free = models.BooleanField("step-free", null=True, blank=True)
    hearing_loop = models.BooleanField(null=True, blank=True)
    accessible_wc = models.BooleanField("accessible WC", null=True, blank=True)
    quiet_space = models.BooleanField(null=True, blank=True)
    childcare = models.BooleanField(null=True, blank=True)
    transport = models.CharField(max_length=300, blank=True)
    cost = models.CharField(max_length=120, blank=True)
    booking_notice_days = models.PositiveSmallIntegerField("days' notice to book", default=0)

    class Meta:
        ordering = (SortKey("name"),)
        constraints = (
            models.UniqueConstraint(
                "region",
                Lower("name"),
                name="venue_name_once",
                violation_error_message="This region already has a venue of this name.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class SymposiumQuerySet(models.QuerySet["Symposium"]):
    def upcoming(self, *, now: datetime) -> Self:
        """Confirmed symposia still to come, the nearest first."""
        return self.filter(stage=Stage.CONFIRMED, ends_at__gte=now).order_by("starts_at")

    def standing(self) -> Self:
        """All but the cancelled: at most one for a region and quarter."""
        return self.exclude(stage=Stage.CANCELLED)

    def open_to_answers(self, *, now: datetime) -> Self:
        return self.filter(stage=Stage.CONSULTING, consultation_closes_at__gt=now)

    def announced(self) -> Self:
        """Those with a time and a place that the public was told of, cancelled ones too."""
        return self.filter(
            stage__in=(Stage.CONFIRMED, Stage.HELD, Stage.CANCELLED), starts_at__isnull=False
        ).order_by("starts_at")

    def with_calendar_facts(self) -> Self:
        """`times_told` and `told_at`: how often its time, place or standing was told, and when last."""
        telling = Q(events__act__in=(SymposiumAct.DECIDED, SymposiumAct.CANCELLED))
        return self.select_related("region", "venue").annotate(
            times_told=Count("events", filter=telling), told_at=Max("events__at", filter=telling)
        )


class Symposium(Timestamped):
    """A region's meeting for one quarter, the quarter of its local start date."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="symposia")
    quarter = models.DateField("first day of the quarter")
    stage = models.CharField(max_length=10, choices=Stage, editable=False)
    starts_at = models.DateTimeField(null=True, blank=True, editable=False)
    ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="symposia", editable=False
    )
    agenda = models.TextField(blank=True, max_length=50_000)
    notes = models.TextField(blank=True, max_length=100_000)
    consultation_opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    consultation_closes_at = models.DateTimeField(null=True, blank=True, editable=False)
    decision_note = models.TextField(blank=True, max_length=5_000, editable=False)
    early_reason = models.TextField(blank=True, max_length=2_000, editable=False)
    cancelled_because = models.CharField(max_length=300, blank=True, editable=False)

    objects = SymposiumQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "symposia"
        ordering = ("region", "-quarter")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "quarter"),
                condition=~Q(stage=Stage.CANCELLED),
                name="symposium_one_a_quarter",
                violation_error_message="This region already has a symposium in this quarter.",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="symposium_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=(Stage.CONFIRMED, Stage.HELD))
                | Q(starts_at__isnull=False, venue__isnull=False),
                name="symposium_confirmed_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.region} symposium"


class SymposiumEvent(Event):
    symposium = models.ForeignKey(Symposium, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=20, choices=SymposiumAct)

    class Meta(Event.Meta):
        ordering = ["symposium", "pk"]

    def __str__(self) -> str:
        return self.get_act_display()


class Option(models.Model):
    """One thing the groups are asked about: a time, a venue, or an idea for the agenda."""

    symposium = models.ForeignKey(Symposium, on_delete=models.CASCADE, related_name="options")
    kind = models.CharField(max_length=5, choices=OptionKind)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("symposium", "kind", "starts_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    kind=OptionKind.SLOT, starts_at__isnull=False, ends_at__gt=F("starts_at"), venue=None
                )
                | Q(kind=OptionKind.VENUE, starts_at=None, venue__isnull=False)
                | Q(kind=OptionKind.IDEA, starts_at=None, venue=None) & ~Q(words=""),
                name="option_by_kind",
            ),
        )

    def __str__(self) -> str:
        if self.starts_at and self.ends_at:
            return f"{moment_in_words(self.starts_at)} to {clock_in_words(self.ends_at)}"
        return self.words or str(self.venue)

    @property
    def brief(self) -> str:
        """As the head of a column: Sat 2 Jan, 11am."""
        return moment_in_brief(self.starts_at) if self.starts_at else str(self)


class Invitation(models.Model):
    """That a group was asked; its one voice hangs here."""

    symposium = models.ForeignKey(Symposium, on_delete=models.CASCADE, related_name="invitations")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("symposium", "pk")
        constraints = (models.UniqueConstraint(fields=("symposium", "group"), name="invitation_once"),)

    def __str__(self) -> str:
        return str(self.group)


class Answer(models.Model):
    """What a group says of one option."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="answers")
    voice = models.PositiveSmallIntegerField(choices=Voice)

    class Meta:
        ordering = ("invitation", "option")
        constraints = (models.UniqueConstraint(fields=("invitation", "option"), name="answer_one_voice"),)

    def __str__(self) -> str:
        return self.get_voice_display()


class Reply(models.Model):
    """Whether a group comes, and with how many."""

    symposium = models.ForeignKey(Symposium, on_delete=models.CASCADE, related_name="replies")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="replies")
    coming = models.BooleanField()
    places = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "replies"
        ordering = ("symposium", "pk")
        constraints = (
            models.UniqueConstraint(fields=("symposium", "group"), name="reply_one_a_group"),
            models.CheckConstraint(condition=Q(coming=True) | Q(places=0), name="reply_places_if_coming"),
        )

    def __str__(self) -> str:
        return f"{self.group}: {self.places}"


class AccessNeed(models.Model):
    """What somebody needs to take part: health data, deleted fourteen days after the symposium."""

    reply = models.OneToOneField(Reply, on_delete=models.CASCADE, related_name="need")
    words = models.TextField(max_length=2_000)

    def __str__(self) -> str:
        return "Access need"


class ActionPoint(Timestamped):
    """Something a symposium agreed that somebody does; what is not done goes on to the next one."""

    symposium = models.ForeignKey(Symposium, on_delete=models.CASCADE, related_name="action_points")
    words = models.CharField(max_length=300)
    owner = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )

    class Meta:
        ordering = ("symposium", "pk")

    def __str__(self) -> str:
        return self.words
