"""The steering committee's own papers on a motion: rulings, checklist, notes and declared interests."""

from django.db import models
from django.db.models import F, Q

from lla import clock

from ..choices import Finding, Outcome, Point
from ..querysets import RulingQuerySet
from .motion import Motion, Revision, TouchMotionTrigger


class Ruling(models.Model):
    """What the committee decided: in order by one person, everything else by two, for a public reason.

    Undecided while the second person is awaited. It counts from `decided_at` until another ruling, which
    names it in `ends`, takes it back at `ended_at`.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="rulings")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome)
    ends = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField("rule cited", max_length=200, blank=True)
    reason = models.TextField("public reason", max_length=5_000, blank=True)
    proposed_by = models.ForeignKey("lla.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    seconded_by = models.ForeignKey(
        "lla.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ("motion", "pk")
        triggers = (TouchMotionTrigger(),)
        constraints = (
            models.UniqueConstraint(
                fields=("motion",),
                condition=Q(decided_at__isnull=True, declined_at__isnull=True),
                name="ruling_one_open",
                violation_error_message="A ruling on this motion already needs a second person.",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=F("proposed_by")),
                name="ruling_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.RULED_OUT)
                | Q(decided_at__isnull=True)
                | Q(seconded_by__isnull=False) & ~Q(rule="") & ~Q(reason=""),
                name="ruling_out_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.IN_ORDER)
                | Q(decided_at__isnull=True)
                | Q(seconded_by__isnull=False) & ~Q(reason=""),
                name="ruling_by_two_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=(Outcome.REOPENED, Outcome.SHOWN)) | Q(ends__isnull=False),
                name="ruling_names_what_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(decided_at__isnull=False),
                name="ruling_ended_after_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(declined_at__isnull=True),
                name="ruling_decided_or_declined",
            ),
        )

    def __str__(self) -> str:
        return self.get_outcome_display()


class ProposedText(models.Model):
    """A text without the words that are to be taken out; it goes when the proposal is decided."""

    ruling = models.OneToOneField(Ruling, on_delete=models.CASCADE, related_name="proposed_text")
    title = models.CharField(max_length=200)
    body = models.TextField()
    appendix = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title


class Check(models.Model):
    """What one point of the checklist was found to be."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="checks")
    point = models.CharField(max_length=16, choices=Point)
    finding = models.CharField(max_length=8, choices=Finding)
    by = models.ForeignKey("lla.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("motion", "point")
        constraints = (models.UniqueConstraint(fields=("motion", "point"), name="check_point_once"),)

    def __str__(self) -> str:
        return f"{self.get_point_display()}: {self.get_finding_display()}"


class Note(models.Model):
    """A committee member's words to the others; never shown outside."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey("lla.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    words = models.TextField(max_length=5_000)

    class Meta:
        ordering = ("motion", "pk")

    def __str__(self) -> str:
        return self.words[:60]


class Recusal(models.Model):
    """A committee member who takes no part in a motion, for an interest they declared."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="recusals")
    user = models.ForeignKey("lla.User", on_delete=models.PROTECT, related_name="recusals")
    interest = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("motion", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("motion", "user"),
                name="recusal_once",
                violation_error_message="You have already declared an interest in this motion.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.interest}"
