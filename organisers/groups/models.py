"""The groups that are, were or want to be affiliated, and what happened to each."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from lla.acts.models import Event, Timestamped
from lla.addresses.model_fields import MailboxField
from lla.words.functions import SortKey

from ..regions.models import Constituency, Region
from .choices import GroupAct, GroupKind, GroupStatus, RegionSource
from .querysets import GroupQuerySet


# "Event" is our word for a step of somebody's story; this is the record of edits.
@pghistory.track(model_name="GroupHistory", obj_field=pghistory.ObjForeignKey(related_name="history"))
class Group(Timestamped):
    """A local, regional or national group that is, was or wants to be affiliated."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=GroupKind, default=GroupKind.LOCAL)
    status = models.CharField("standing", max_length=10, choices=GroupStatus, default=GroupStatus.APPLIED)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="groups")
    region_source = models.CharField(
        "region known from", max_length=14, choices=RegionSource, default=RegionSource.ORGANISER
    )
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    constituencies = models.ManyToManyField(Constituency, blank=True, related_name="groups")
    public_email = MailboxField("public email", blank=True)
    website = models.URLField(blank=True, max_length=300)
    applied_on = models.DateField(null=True, blank=True)
    application_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    affiliated_on = models.DateField(null=True, blank=True)
    left_on = models.DateField("lapsed or left on", null=True, blank=True)
    verified_at = models.DateTimeField("last verified", null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = (SortKey("name"),)
        indexes = (models.Index(fields=("region", "status"), name="group_region_status"),)
        constraints = (
            models.UniqueConstraint(
                Lower("name"),
                name="group_name_once",
                violation_error_message="There is already a group of this name.",
            ),
            models.CheckConstraint(
                condition=~Q(status=GroupStatus.AFFILIATED) | Q(affiliated_on__isnull=False),
                name="group_affiliated_since",
                violation_error_message="Enter the day on which the group affiliated.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class GroupEvent(Event):
    """One step of a group's standing, or of its region."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=12, choices=GroupAct)

    class Meta(Event.Meta):
        ordering = ["group", "pk"]

    def __str__(self) -> str:
        return self.get_act_display()


class GroupRemark(models.Model):
    """The reason said with a step; unlike the step, it can go."""

    event = models.OneToOneField(
        GroupEvent, on_delete=models.PROTECT, related_name="remark", db_constraint=False
    )
    words = models.TextField(max_length=2_000)

    def __str__(self) -> str:
        return self.words[:60]
