"""What belongs to amendments alone: their operations on a text, and how they are answered."""

import pgtrigger
from django.db import models
from django.db.models import Q

from lla.time import clock

from ..motion.models import Motion, Revision, TouchMotionTrigger
from .choices import Answer, CarryOutcome

TOUCH_MOTION_OF_TEXT = """
    UPDATE motions_motion SET content_version = content_version
    WHERE published_at IS NOT NULL AND id IN (
        SELECT motion_id FROM motions_revision WHERE id IN (OLD.revision_id, NEW.revision_id)
    );
    RETURN NULL;
"""


class AmendmentText(models.Model):
    """What one text of an amendment does to one text of the motion; never changed.

    The revision holds the whole text as it would read. `operations` is `operations.to_json`.
    """

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="amendment_text")
    base = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    operations = models.JSONField()

    class Meta:
        triggers = (
            pgtrigger.Protect(name="amendment_text_immutable", operation=pgtrigger.Update | pgtrigger.Delete),
            TouchMotionTrigger(func=TOUCH_MOTION_OF_TEXT),
        )

    def __str__(self) -> str:
        return f"{self.revision} on {self.base}"


class Amendment(models.Model):
    """The facts that only an amendment has, beside its row among the motions."""

    motion = models.OneToOneField(
        Motion, primary_key=True, on_delete=models.PROTECT, related_name="amendment"
    )
    answer = models.CharField("the mover’s answer", max_length=12, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    merged_in = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="amendments_merged"
    )
    voting_order = models.PositiveSmallIntegerField("order of voting", null=True, blank=True)

    class Meta:
        triggers = (TouchMotionTrigger(),)
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="amendment_answer_whole",
            ),
            models.CheckConstraint(
                condition=Q(merged_in__isnull=True) | Q(answer=Answer.ACCEPTED),
                name="amendment_merged_if_accepted",
            ),
        )

    def __str__(self) -> str:
        return str(self.motion)


class PendingCarry(models.Model):
    """An amendment that a new text of its motion left behind, until its mover or the committee settles it."""

    motion = models.OneToOneField(
        Motion, primary_key=True, on_delete=models.CASCADE, related_name="pending_carry"
    )
    to = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=CarryOutcome)
    operations = models.JSONField("as they would be on the new text", default=list, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        triggers = (TouchMotionTrigger(),)

    def __str__(self) -> str:
        return self.get_outcome_display()
