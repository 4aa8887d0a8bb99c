"""What belongs to amendments alone: how they are answered, and what a new text of the motion did to them."""

from django.db import models
from django.db.models import Q

from lla.time import clock

from ..motion.models import Motion, Revision
from ..motion.triggers import TouchMotionTrigger
from .choices import Answer, CarryOutcome


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

    printed_as_one = models.BooleanField("printed as one with those that say the same", default=False)

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
