"""A question to the team or the leadership, and each person's view."""

import secrets
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import CharField, Count, F, Q, Value
from django.db.models.functions import Cast, Concat

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock

from .choices import Asked, Opinion

if TYPE_CHECKING:
    from ..complaints.models import Complaint
    from ..forums.models import BreachCase


ABOUT_A_CASE, ABOUT_A_COMPLAINT = "breachcase:", "complaint:"


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def standing(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def counting(self) -> Self:
        """Without those that were withdrawn: they are no consultation."""
        return self.filter(withdrawn=False)

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

    def of_no_complaint_or_case(self) -> Self:
        """What every member of the team and of the leadership may read."""
        return self.exclude(Q(about__startswith=ABOUT_A_COMPLAINT) | Q(about__startswith=ABOUT_A_CASE))

    def with_counts(self) -> Self:
        """Each with how many were `asked_of` and how many have `answered`."""
        given = Count("views", filter=Q(views__given_at__isnull=False))
        return self.annotate(asked_of=Count("views"), answered=given)


def unguessable_number() -> int:
    """A number that follows no other: a gap between numbers would tell of what somebody may not see."""
    return 100_000_000 + secrets.randbelow(900_000_000)


class Consultation(Timestamped):
    """A question with a deadline; `about` names what it belongs to, such as "complaint:4", or is blank."""

    id = models.BigIntegerField(primary_key=True, default=unguessable_number, editable=False)
    question = models.CharField(max_length=300)
    background = models.TextField(max_length=5_000, blank=True)
    asked = models.CharField("who is asked", max_length=10, choices=Asked, default=Asked.TEAM)
    about = models.CharField(max_length=40, blank=True, editable=False)
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    closes_at = models.DateTimeField("answers by")
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.TextField("outcome, or why it was withdrawn", max_length=5_000, blank=True)
    withdrawn = models.BooleanField(default=False, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")),
                name="consultation_closes_after_opening",
                violation_error_message="The deadline has passed.",
            ),
        )
        indexes = (models.Index(fields=("about",), name="consultation_about"),)

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class View(models.Model):
    """One person who is asked, and what they said; the row is made when they are asked."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="views")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    opinion = models.CharField(max_length=8, choices=Opinion, blank=True)
    words = models.TextField(max_length=2_000, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("consultation", "pk")
        constraints = (
            models.UniqueConstraint(fields=("consultation", "user"), name="view_one_a_person"),
            models.CheckConstraint(
                condition=Q(opinion="", given_at__isnull=True) | (~Q(opinion="") & Q(given_at__isnull=False)),
                name="view_given_whole",
            ),
        )

    def __str__(self) -> str:
        return self.get_opinion_display() if self.opinion else "no answer yet"
