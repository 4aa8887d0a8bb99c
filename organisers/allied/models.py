"""Other left organisations the steering committee is to contact, and the log of those contacts."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F
from django.db.models.functions import Lower

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock
from lla.words.functions import SortKey


class AlliedStatus(models.TextChoices):
    TO_CONTACT = "to_contact", "To be contacted"
    CONTACTED = "contacted", "Contacted"
    TALKING = "talking", "In conversation"
    TOGETHER = "together", "Working together"
    DECLINED = "declined", "Declined"


class Medium(models.TextChoices):
    EMAIL = "email", "Email"
    TELEPHONE = "telephone", "Telephone"
    MEETING = "meeting", "Meeting"
    LETTER = "letter", "Letter"


class AlliedQuerySet(models.QuerySet["AlliedOrganisation"]):
    def overdue(self, *, on: date) -> Self:
        return self.filter(due_on__lt=on).order_by("due_on")

    def most_pressing_first(self) -> Self:
        """The earliest day first, so that what is overdue comes on top, then those without a day, by name."""
        return self.order_by(F("due_on").asc(nulls_last=True), SortKey("name"))

    def shown(self, name: str, *, by: User, on: date) -> Self:
        """Those behind one filter of the register; blank is all."""
        match name:
            case "overdue":
                return self.filter(due_on__lt=on)
            case "mine":
                return self.filter(owner=by)
            case "open":
                return self.filter(status__in=(AlliedStatus.TO_CONTACT, AlliedStatus.CONTACTED))
        return self


class AlliedOrganisation(Timestamped):
    """Another organisation: how far we are with it, who looks after it, and what is next by when."""

    name = models.CharField(max_length=120)
    website = models.URLField(blank=True, max_length=300)
    status = models.CharField(max_length=10, choices=AlliedStatus, default=AlliedStatus.TO_CONTACT)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    next_action = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)

    objects = AlliedQuerySet.as_manager()

    class Meta:
        ordering = (SortKey("name"),)
        constraints = (
            models.UniqueConstraint(
                Lower("name"),
                name="allied_name_once",
                violation_error_message="This organisation is in the register already.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class AlliedContact(models.Model):
    """One conversation with an organisation."""

    organisation = models.ForeignKey(AlliedOrganisation, on_delete=models.CASCADE, related_name="contacts")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    medium = models.CharField(max_length=9, choices=Medium)
    words = models.TextField(max_length=5_000)

    class Meta:
        ordering = ("organisation", "-at")

    def __str__(self) -> str:
        return self.words[:60]
