"""Questions about many groups, contacts, consents, appointments or symposia at once."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from lla.models import User

from .choices import GroupStatus, Purpose, Stage

if TYPE_CHECKING:
    from .models import AlliedOrganisation, Appointment, Consent, Contact, Group, Symposium


class GroupQuerySet(models.QuerySet["Group"]):
    def affiliated(self) -> Self:
        """Groups that may submit motions and are circulated, in alphabetical order."""
        return self.filter(status=GroupStatus.AFFILIATED).order_by(Lower("name"))

    def applying(self) -> Self:
        """Groups whose application was confirmed by e-mail and waits for the committee."""
        return self.filter(status=GroupStatus.APPLIED, application_confirmed_at__isnull=False).order_by(
            "applied_on"
        )


class ContactQuerySet(models.QuerySet["Contact"]):
    def present(self) -> Self:
        """Contacts who have not been erased."""
        return self.filter(erased_at__isnull=True)

    def reachable(self, *, since: datetime) -> Self:
        """Contacts whose details were verified since a moment."""
        return self.present().filter(verified_at__gte=since)

    def of_address(self, email: str) -> Self:
        return self.present().filter(email__iexact=email).order_by("group__name", "pk")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def current(self) -> Self:
        """The latest of each contact for each purpose, given or not; a later filter cannot change which that is."""
        newer = self.model._base_manager.filter(
            contact=OuterRef("contact"), purpose=OuterRef("purpose"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(newer))

    def circulated(self) -> Self:
        """Current consents to circulation that were given."""
        return self.current().filter(purpose=Purpose.CIRCULATED, given=True)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, *, on: date) -> Self:
        """Appointments that count on a day; the last day counts whole."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def of(self, user: User) -> Self:
        return self.filter(user=user)


class SymposiumQuerySet(models.QuerySet["Symposium"]):
    def upcoming(self, *, now: datetime) -> Self:
        """Confirmed symposia still to come, the nearest first."""
        return self.filter(stage=Stage.CONFIRMED, ends_at__gte=now).order_by("starts_at")


class AlliedQuerySet(models.QuerySet["AlliedOrganisation"]):
    def overdue(self, *, on: date) -> Self:
        return self.filter(due_on__lt=on).order_by("due_on")
