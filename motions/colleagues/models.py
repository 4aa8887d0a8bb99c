"""A place on the steering committee."""

from django.db import models
from django.db.models import F, Q

from lla.time import clock


class Seat(models.Model):
    """Somebody's place on the committee from one moment to another; its rights come and go with it."""

    user = models.ForeignKey("lla.User", on_delete=models.PROTECT, related_name="committee_seats")
    invited_by = models.ForeignKey(
        "lla.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    decision = models.CharField("decision behind it", max_length=200, blank=True)
    since = models.DateTimeField(default=clock.now, editable=False)
    ended_by = models.ForeignKey(
        "lla.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    ended_at = models.DateTimeField("ended", null=True, blank=True, editable=False)

    class Meta:
        ordering = ("since", "pk")
        verbose_name = "committee member"
        constraints = (
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(ended_at__isnull=True),
                name="seat_one_open",
                violation_error_message="This person is already on the committee.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("since")),
                name="seat_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return str(self.user)
