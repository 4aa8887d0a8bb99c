"""Contact lists that left the site: the record of each file, and the requests that they come from."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lla.accounts.models import User
from lla.acts.models import Event
from lla.time import clock

from ..contacts.choices import ContactRole, Detail
from ..regions.models import Region
from .choices import DownloadAct, ListFormat, ListPurpose
from .querysets import DownloadQuerySet, DownloadRequestQuerySet


class DownloadRequest(models.Model):
    """What somebody wants to download, in as many formats as they need.

    A large one, or one across regions, waits for a second person. Of no `groups` all are meant, and of no
    `roles` everybody.
    """

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="download_requests")
    regions = models.ManyToManyField(Region, related_name="+")
    purpose = models.CharField(max_length=10, choices=ListPurpose)
    words = models.CharField("purpose in words", max_length=300)
    columns = ArrayField(models.CharField(max_length=8, choices=Detail))
    roles = ArrayField(models.CharField(max_length=10, choices=ContactRole), default=list, blank=True)
    groups = ArrayField(models.BigIntegerField(), default=list, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    rows = models.PositiveIntegerField("people")
    needs_approval = models.BooleanField()
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField("first downloaded", null=True, blank=True)

    objects = DownloadRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("by")),
                name="download_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(needs_approval=False) | Q(approved_at__isnull=False),
                name="download_used_after_approval",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.rows} people"


class Download(models.Model):
    """The record of one file, written before its first byte leaves; keys and figures only."""

    copy_id = models.CharField(max_length=12, unique=True, help_text="K-3F9A, in the file and its name.")
    request = models.ForeignKey(DownloadRequest, on_delete=models.PROTECT, related_name="downloads")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="downloads")
    at = models.DateTimeField(default=clock.now)
    purpose = models.CharField(max_length=10, choices=ListPurpose)
    format = models.CharField(max_length=4, choices=ListFormat)
    regions = ArrayField(models.BigIntegerField())
    columns = ArrayField(models.CharField(max_length=8, choices=Detail))
    roles = ArrayField(models.CharField(max_length=10, choices=ContactRole), default=list, blank=True)
    groups = ArrayField(models.BigIntegerField(), default=list, blank=True)
    rows = models.PositiveIntegerField(help_text="Of people, and of groups by themselves.")
    subjects = ArrayField(models.BigIntegerField(), help_text="The keys of the contacts in it.")
    text_version = models.PositiveSmallIntegerField(
        default=1, help_text="Of the consents it rests on; those of version 1 named no list."
    )
    sha256 = models.CharField("SHA-256", max_length=64)
    address = models.CharField("address, as a keyed hash", max_length=64)

    objects = DownloadQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        triggers = (
            pgtrigger.Protect(name="download_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.copy_id

    @property
    def people(self) -> int:
        return len(self.subjects)


class DownloadEvent(Event):
    """That a list was delivered again, asked back, asked again for, or said to be deleted.

    `details` says for what reason.
    """

    download = models.ForeignKey(Download, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=10, choices=DownloadAct)

    class Meta(Event.Meta):
        ordering = ["download", "pk"]

    def __str__(self) -> str:
        return self.get_act_display()
