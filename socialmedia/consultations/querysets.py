"""Questions about consultations, and who may see which."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import CharField, Count, Q, Value
from django.db.models.functions import Cast, Concat

from lla.accounts.models import User

if TYPE_CHECKING:
    from ..complaints.models import Complaint
    from ..forums.models import BreachCase
    from .models import Consultation

ABOUT_A_CASE, ABOUT_A_COMPLAINT = "breachcase:", "complaint:"


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def standing(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def asking(self, user: User) -> Self:
        """Open questions that wait for this person's view."""
        return self.standing().filter(views__user=user, views__given_at__isnull=True)

    def seen_with(self, complaints: "models.QuerySet[Complaint]") -> Self:
        """What belongs to no complaint, and what belongs to one of these: those that somebody may see."""
        key = Concat(Value(ABOUT_A_COMPLAINT), Cast("pk", CharField()))
        keys = complaints.order_by().annotate(key=key).values("key")
        return self.filter(~Q(about__startswith=ABOUT_A_COMPLAINT) | Q(about__in=keys))

    def without(self, cases: "models.QuerySet[BreachCase]") -> Self:
        """Without what the team or the leadership is asked about these cases."""
        key = Concat(Value(ABOUT_A_CASE), Cast("pk", CharField()))
        return self.exclude(about__in=cases.order_by().annotate(key=key).values("key"))

    def with_counts(self) -> Self:
        """Each with how many were `asked_of` and how many have `answered`."""
        given = Count("views", filter=Q(views__given_at__isnull=False))
        return self.annotate(asked_of=Count("views"), answered=given)
