"""Labour's regions and the groups affiliated to the network."""

import pghistory
from django.db import models
from django.db.models.functions import Lower

from lla.models import Timestamped

from .choices import GroupKind, GroupStatus
from .querysets import GroupQuerySet


@pghistory.track()
class Region(models.Model):
    """One of the Labour Party's regions and nations, or the place of groups without one."""

    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "name")
        constraints = (
            models.UniqueConstraint(
                Lower("name"),
                name="region_name_once",
                violation_error_message="There is a region of this name.",
            ),
        )

    def __str__(self) -> str:
        return self.name


# "Event" is our word for a step of somebody's story; this is the record of edits.
@pghistory.track(model_name="GroupHistory", obj_field=pghistory.ObjForeignKey(related_name="history"))
class Group(Timestamped):
    """A local, regional or national group that is, was or wants to be affiliated."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=GroupKind, default=GroupKind.LOCAL)
    status = models.CharField("standing", max_length=10, choices=GroupStatus, default=GroupStatus.APPLIED)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="groups")
    town = models.CharField(max_length=80, blank=True)
    public_email = models.EmailField("public e-mail", blank=True)
    website = models.URLField(blank=True, max_length=300)
    applied_on = models.DateField(null=True, blank=True)
    affiliated_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = (Lower("name"),)
        constraints = (
            models.UniqueConstraint(
                Lower("name"),
                name="group_name_once",
                violation_error_message="There is a group of this name.",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=GroupStatus.AFFILIATED) | models.Q(affiliated_on__isnull=False),
                name="group_affiliated_since",
                violation_error_message="Say on which day the group affiliated.",
            ),
        )

    def __str__(self) -> str:
        return self.name
