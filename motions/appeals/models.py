"""An appeal against ruling a motion out, and a reference back to conference."""

from django.db import models

from lla.time import clock

from ..motion.models import Backing, Motion, Ruling


class Appeal(models.Model):
    """Somebody who acts for a motion asks two others of the committee to look at its ruling again.

    The grounds are theirs and go when they are erased; what is decided is a ruling of its own.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="appeals")
    ruling = models.OneToOneField(Ruling, on_delete=models.PROTECT, related_name="appeal")
    by = models.ForeignKey(Backing, on_delete=models.PROTECT, related_name="appeals")
    grounds = models.TextField(max_length=5_000)
    made_at = models.DateTimeField(default=clock.now)
    decision = models.OneToOneField(
        Ruling, null=True, blank=True, on_delete=models.PROTECT, related_name="decides"
    )

    class Meta:
        ordering = ("-motion_id", "pk")

    def __str__(self) -> str:
        return f"Appeal about {self.motion.reference}"


class ReferenceBack(models.Model):
    """After a refused appeal, conference itself is asked whether the ruling counts."""

    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="reference_back")
    by = models.ForeignKey("lla.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Reference back of {self.appeal.motion.reference}"
