"""A standing order of a conference."""

import pghistory
from django.db import models

from lla.acts.models import Timestamped

from ..agenda.models import Conference


@pghistory.track()
class StandingOrder(Timestamped):
    """One rule that motions to a conference have to keep, with its number as the conference prints it."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="standing_orders")
    order = models.PositiveSmallIntegerField("place in the list")
    number = models.CharField(max_length=12, help_text="As it is printed, for example 4.2.")
    heading = models.CharField(max_length=120)
    words = models.TextField("text", blank=True, max_length=5_000)

    class Meta:
        ordering = ("conference", "order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("conference", "number"),
                name="standing_order_number_once",
                violation_error_message="This conference already has a standing order with that number.",
            ),
        )

    def __str__(self) -> str:
        """As it is cited: "Standing order 4.2: One subject for each motion"."""
        return f"Standing order {self.number}: {self.heading}"
