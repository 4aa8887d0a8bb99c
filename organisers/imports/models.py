"""Imports of groups and contacts: what waits to be brought in, what was, and the record."""

import pgtrigger
from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.acts.models import Event
from lla.time import clock

from ..contacts.models import Contact
from ..groups.models import Group
from ..regions.models import Region
from .choices import ImportAct, Origin, Stage, Standing


class Import(models.Model):
    """One spreadsheet that somebody brings in. The file itself is not kept.

    While it waits, `content` holds its cells, encrypted; it is emptied when they are brought in, abandoned or
    not gone on with.
    """

    ENCRYPTED = "content"

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="imports")
    made_at = models.DateTimeField(default=clock.now)
    stage = models.CharField(max_length=7, choices=Stage, default=Stage.WAITING)
    origin = models.CharField("source", max_length=11, choices=Origin)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.APPLIED)
    decision = models.CharField(max_length=300, blank=True)
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Of groups of which the spreadsheet does not say it.",
    )
    sha256 = models.CharField("SHA-256 of the file", max_length=64)
    rows = models.PositiveIntegerField()
    content = models.TextField(blank=True, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(stage=Stage.WAITING) | Q(content=""), name="import_content_only_while_it_waits"
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.AFFILIATED) | ~Q(decision=""),
                name="import_affiliates_by_a_decision",
                violation_error_message="Say which decision affiliated these groups.",
            ),
        )
        triggers = (
            pgtrigger.ReadOnly(
                name="import_fixed",
                fields=["by", "made_at", "origin", "standing", "decision", "sha256", "rows"],
            ),
        )

    def __str__(self) -> str:
        return f"Import {self.pk}"


class ImportEvent(Event):
    """One step of an import: who, when, how many; keys and figures only."""

    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=9, choices=ImportAct)

    class Meta(Event.Meta):
        ordering = ["source", "pk"]

    def __str__(self) -> str:
        return self.get_act_display()


class ImportedGroup(models.Model):
    """A group that an import brought in; it goes when the import is undone."""

    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="groups")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="imported")

    class Meta:
        ordering = ("source", "pk")

    def __str__(self) -> str:
        return str(self.group)


class ImportedContact(models.Model):
    """A contact that an import brought in; it goes when the import is undone."""

    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="contacts")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="imported")

    class Meta:
        ordering = ("source", "pk")

    def __str__(self) -> str:
        return str(self.contact)
