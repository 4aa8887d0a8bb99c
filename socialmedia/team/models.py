"""Who is in the team and for what, and when they are away."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self, TypeVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time.ranges import DAYS, ends_after_start, refuse_days_in_the_wrong_order, same
from lla.words.functions import SortKey

from ..channels.choices import ChannelStatus
from ..channels.models import Channel
from .choices import AppointedHow, Role

Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    def in_force(self, *, on: date) -> Self:
        """What counts on a day; the last day counts whole."""
        return self.in_days(on, on)

    def in_days(self, first: date, last: date) -> Self:
        """What counts on at least one of these days."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)


class LeaveQuerySet(DatedQuerySet["Leave"]):
    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def not_over(self, *, on: date) -> Self:
        """Leave of a day or later, the next first."""
        return self.filter(ends_on__gte=on).select_related("user").order_by("starts_on", "pk")

    def long_over(self, *, before: date) -> Self:
        return self.filter(ends_on__lt=before)

    def away(self, *, on: date) -> set[int]:
        """The keys of everybody who is on leave on a day."""
        return set(self.in_force(on=on).values_list("user", flat=True))


class TeamAppointmentQuerySet(DatedQuerySet["Appointment"]):
    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def of_open_channels(self) -> Self:
        return self.filter(channel__status=ChannelStatus.OPEN)

    def with_role(self, *roles: Role) -> Self:
        return self.filter(role__in=roles)

    def not_over(self, *, on: date) -> Self:
        """Roles that are held on a day or later, with what a list says of them."""
        standing = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        return standing.select_related("user", "channel__platform")

    def lately_ended(self, *, on: date, days: int) -> Self:
        """Roles whose last day lies before `on`, by so many days at the most."""
        return self.filter(ends_on__lt=on, ends_on__gte=on - timedelta(days=days))

    def people(self) -> Iterable[User]:
        """Everybody who holds one of these roles and may sign in, each once."""
        users = User.objects.filter(social_appointments__in=self, is_active=True)
        return users.distinct().order_by(SortKey("name"), "pk")


TEAM_OFFICES = (Role.MANAGER, Role.COORDINATOR)


class Dated(Timestamped):
    """Something that counts from one day to another, both whole."""

    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")

    class Meta:
        abstract = True

    def covers(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def clean(self) -> None:
        refuse_days_in_the_wrong_order(self)


@pghistory.track()
class Appointment(Timestamped):
    """Somebody holds a role from one day to another; all rights of the team come from here."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="social_appointments")
    role = models.CharField(max_length=11, choices=Role)
    channel = models.ForeignKey(
        Channel, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField(
        "last day", null=True, blank=True, help_text="Blank means until further notice."
    )
    how = models.CharField(max_length=9, choices=AppointedHow, default=AppointedHow.APPOINTED)
    decision = models.CharField("decision behind it", max_length=200, blank=True)
    decision_link = models.URLField("address of the decision", max_length=300, blank=True)
    hours = models.PositiveSmallIntegerField("hours a week they can give", null=True, blank=True)

    objects = TeamAppointmentQuerySet.as_manager()

    class Meta:
        ordering = ("role", "starts_on", "pk")
        constraints = (
            ends_after_start("role_ends_after_start", may_be_open=True),
            models.CheckConstraint(
                condition=Q(role__in=TEAM_OFFICES, channel__isnull=True)
                | (~Q(role__in=TEAM_OFFICES) & Q(channel__isnull=False)),
                name="role_of_a_channel_or_of_the_team",
                violation_error_message="Manager and coordinator are roles for the whole team. "
                "Every other role is for one channel.",
            ),
            ExclusionConstraint(
                name="role_one_manager",
                expressions=[DAYS],
                condition=Q(role=Role.MANAGER),
                violation_error_message="There is already a Social Media Manager on some of those days.",
            ),
            ExclusionConstraint(
                name="role_one_coordinator",
                expressions=[DAYS],
                condition=Q(role=Role.COORDINATOR),
                violation_error_message="There is already a coordinator on some of those days.",
            ),
            ExclusionConstraint(
                name="role_no_overlap",
                expressions=[same("user"), same("channel"), DAYS],
                condition=Q(channel__isnull=False),
                violation_error_message="This person already has a role on this channel on some of those "
                "days.",
            ),
        )

    def __str__(self) -> str:
        where = f", {self.channel}" if self.channel else ""
        return f"{self.user}: {self.get_role_display()}{where}"

    def covers(self, day: date) -> bool:
        """Whether it is held on a day; without a last day it has no end."""
        return self.starts_on <= day <= (self.ends_on or date.max)

    def clean(self) -> None:
        refuse_days_in_the_wrong_order(self)


class Leave(Dated):
    """Days on which somebody is away; nobody is asked why."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="leave")

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "leave"
        ordering = ("starts_on", "pk")
        constraints = (
            ends_after_start("leave_ends_after_start"),
            ExclusionConstraint(
                name="leave_no_overlap",
                expressions=[same("user"), DAYS],
                violation_error_message="This person is already away on some of those days.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} is away"
