"""Who organises a region, on which decision, and the undertaking they accepted."""

from datetime import date, timedelta
from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Q, TextChoices

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock
from lla.time.ranges import DAYS, ends_after_start, refuse_days_in_the_wrong_order, same

from ..regions.models import Region


class AppointedHow(TextChoices):
    ELECTED = "elected", "Elected"
    APPOINTED = "appointed", "Appointed"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, *, on: date) -> Self:
        """Appointments that count on a day; the last day counts whole, unless it was ended at once."""
        standing = Q(ended_at=None) | Q(ended_at__date__gt=on)
        return self.filter(standing, Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def not_over(self, *, on: date) -> Self:
        """Those whose last day has not gone by, also if they begin later; by their first day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).order_by("starts_on", "pk")

    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def lately_ended(self, *, on: date, days: int) -> Self:
        """Appointments whose last day lies in the days before a day."""
        return self.filter(ends_on__lt=on, ends_on__gte=on - timedelta(days=days))


@pghistory.track()
class Appointment(Timestamped):
    """Somebody organises a region from one day to another; all rights of organisers come from here."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="appointments")
    starts_on = models.DateField("first day")
    ends_on = models.DateField(
        "last day", null=True, blank=True, help_text="Blank means until further notice."
    )
    how = models.CharField(max_length=9, choices=AppointedHow)
    decision = models.CharField("decision behind it", max_length=200)
    decision_link = models.URLField(blank=True, max_length=300)
    ended_at = models.DateTimeField("ended at once", null=True, blank=True, editable=False)
    ended_because = models.CharField("why it was ended", max_length=300, blank=True, editable=False)
    ended_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ("region", "starts_on")
        constraints = (
            ends_after_start("appointment_ends_after_start", may_be_open=True),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_because="")
                | Q(ended_at__isnull=False, ended_by__isnull=False, ends_on__isnull=False)
                & ~Q(ended_because=""),
                name="appointment_ended_whole",
            ),
            ExclusionConstraint(
                name="appointment_no_overlap",
                expressions=[same("user"), same("region"), DAYS],
                violation_error_message="This person is already appointed to this region on some of those "
                "days.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.region}"

    def clean(self) -> None:
        refuse_days_in_the_wrong_order(self)


class Undertaking(models.Model):
    """One version of the confidentiality undertaking; the highest version is in force."""

    version = models.PositiveSmallIntegerField(unique=True)
    words = models.TextField(max_length=10_000)
    in_force_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-version",)
        triggers = (
            pgtrigger.Protect(name="undertaking_fixed", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"Undertaking, version {self.version}"


class Acceptance(models.Model):
    """That an organiser accepted a version of the undertaking."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acceptances")
    undertaking = models.ForeignKey(Undertaking, on_delete=models.PROTECT, related_name="acceptances")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("user", "undertaking")
        constraints = (models.UniqueConstraint(fields=("user", "undertaking"), name="acceptance_once"),)
        triggers = (
            pgtrigger.Protect(name="acceptance_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.undertaking}"
