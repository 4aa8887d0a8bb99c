"""The committee's own papers on a motion: checklist, notes, declared interests, a proposed text."""

from django.db import models

from lla.time import clock

from ..motion.models import Motion, Ruling
from .choices import Finding, Point


class ProposedText(models.Model):
    """A text without the words that are to be taken out; it goes when the proposal is decided."""

    ruling = models.OneToOneField(Ruling, on_delete=models.CASCADE, related_name="proposed_text")
    title = models.CharField(max_length=200)
    body = models.TextField()
    appendix = models.TextField(blank=True)
    options = models.TextField("questions of a composite, as they are typed", blank=True)

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
        ordering = ("-motion_id", "point")
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
        ordering = ("-motion_id", "pk")

    def __str__(self) -> str:
        return self.words[:60]


class Recusal(models.Model):
    """A committee member who takes no part in a motion, for an interest they declared."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="recusals")
    user = models.ForeignKey("lla.User", on_delete=models.PROTECT, related_name="recusals")
    interest = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-motion_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("motion", "user"),
                name="recusal_once",
                violation_error_message="You have already declared an interest in this motion.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.interest}"
