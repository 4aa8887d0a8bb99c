"""The labels that motions had before they were placed elsewhere."""

from django.db import models

from lla.time import clock

from ..agenda.models import AgendaItem, Conference
from ..motion.models import Motion
from ..motion.triggers import TouchMotionTrigger


class FormerLabel(models.Model):
    """A label that a motion has left: it is printed as moved where it was, and never given again."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="former_labels")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="former_labels")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="former_labels")
    scope = models.CharField(max_length=24)
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=24)
    left_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("conference", "scope", "number")
        triggers = (TouchMotionTrigger(),)
        constraints = (
            models.UniqueConstraint(fields=("conference", "scope", "number"), name="former_label_once"),
        )

    def __str__(self) -> str:
        return self.label
