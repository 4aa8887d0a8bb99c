"""Which motions the committee has marked as duplicates of each other."""

from django.db import models
from django.db.models import F, Q

from lla.time import clock

from ..motion.models import Motion


class Duplicate(models.Model):
    """A motion and one that says the same; there is a row for each of the two."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="duplicates")
    other = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("lla.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("motion", "other")
        constraints = (
            models.UniqueConstraint(fields=("motion", "other"), name="duplicate_once"),
            models.CheckConstraint(condition=~Q(motion=F("other")), name="duplicate_of_another"),
        )

    def __str__(self) -> str:
        return f"{self.motion.reference} and {self.other.reference}"
