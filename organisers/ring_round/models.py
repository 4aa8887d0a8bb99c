"""A round in which a region's groups are rung, who rings which now, and each call; they go after a year."""

import pgtrigger
from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.time import clock

from ..contacts.models import Contact
from ..conversations.choices import Outcome
from ..groups.models import Group
from ..regions.models import Region


class Round(models.Model):
    """One thing about which the groups of a region are rung; a region has one open at a time."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="rounds")
    why = models.CharField("what it is about", max_length=120)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("region",), condition=Q(ended_at__isnull=True), name="round_open_once"
            ),
        )

    def __str__(self) -> str:
        return self.why


class Turn(models.Model):
    """Somebody rings a group now: nobody else does, until they are done or have left it for half an hour."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="turns")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "group"), name="turn_group_once"),
            models.UniqueConstraint(fields=("round", "by"), name="turn_one_each"),
        )

    def __str__(self) -> str:
        return f"{self.group}: {self.by}"


class Call(models.Model):
    """That a contact was rung, and the result; what was said stands in a note about their group."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="calls")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="calls")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=9, choices=Outcome)
    again_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("round", "pk")
        triggers = (pgtrigger.Protect(name="call_fixed", operation=pgtrigger.Update),)

    def __str__(self) -> str:
        return self.get_outcome_display()
