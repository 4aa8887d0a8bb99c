"""Questions about many groups, contacts, consents, appointments or symposia at once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery

from lla.functions import InOrder
from lla.models import User

from .choices import CopyAct, DownloadAct, GroupAct, GroupStatus, HeardOutcome, Purpose, Stage, SymposiumAct

if TYPE_CHECKING:
    from .models import (
        AlliedOrganisation,
        Appointment,
        Consent,
        Contact,
        Copy,
        Download,
        DownloadEvent,
        DownloadRequest,
        Edition,
        Group,
        HeardConsent,
        Symposium,
    )

_UNPROVED = Q(status=GroupStatus.APPLIED, applied_on__isnull=False, application_confirmed_at__isnull=True)

_STEPS_OF_STANDING = (
    GroupAct.APPLIED,
    GroupAct.CONFIRMED,
    GroupAct.PROPOSED,
    GroupAct.AFFILIATED,
    GroupAct.LAPSED,
    GroupAct.LEFT,
)


class GroupQuerySet(models.QuerySet["Group"]):
    def affiliated(self) -> Self:
        """Groups that may submit motions and are circulated, in alphabetical order."""
        return self.filter(status=GroupStatus.AFFILIATED).order_by(InOrder("name"))

    def applying(self) -> Self:
        """Groups whose application waits for the committee: confirmed by email, or come another way."""
        return self.filter(status=GroupStatus.APPLIED).exclude(_UNPROVED).order_by("applied_on", "pk")

    def proposed(self) -> Self:
        """Groups that their organiser has proposed and the committee has not decided about."""
        steps = apps.get_model("organisers", "GroupEvent").objects.filter(
            group=OuterRef("pk"), act__in=_STEPS_OF_STANDING
        )
        latest = Subquery(steps.order_by("-pk").values("act")[:1])
        return self.annotate(latest_step=latest).filter(latest_step=GroupAct.PROPOSED).order_by("pk")

    def unconfirmed(self) -> Self:
        """Applications whose address nobody has proved: they are no groups so far."""
        return self.filter(_UNPROVED)

    def for_the_desk(self, *, since: datetime) -> Self:
        """What organisers and the committee work with: no unproved application.

        With `answering` and `reachable`: how many contacts each has, and how many verified since a moment.
        """
        present = Q(contacts__erased_at__isnull=True, contacts__isnull=False)
        desk = self.exclude(_UNPROVED).annotate(
            answering=Count("contacts", filter=present),
            reachable=Count("contacts", filter=present & Q(contacts__verified_at__gte=since)),
        )
        return desk.order_by(InOrder("name"))

    def circulating_with(self, group: "Group") -> Self:
        """The groups whose copies may hold a group's contacts: the affiliated of its region, and itself."""
        affiliated = Q(status=GroupStatus.AFFILIATED, region=group.region_id)
        return self.filter(affiliated | Q(pk=group.pk)).order_by(InOrder("name"))

    def uncovered(self, *, since: datetime) -> Self:
        """Affiliated groups without a contact whose details were verified since a moment."""
        covered = self.model._base_manager.filter(
            contacts__erased_at__isnull=True, contacts__verified_at__gte=since
        )
        return self.affiliated().exclude(pk__in=covered.values("pk"))


class ContactQuerySet(models.QuerySet["Contact"]):
    def present(self) -> Self:
        """Contacts who have not been erased."""
        return self.filter(erased_at__isnull=True)

    def reachable(self, *, since: datetime) -> Self:
        """Contacts whose details were verified since a moment."""
        return self.present().filter(verified_at__gte=since)

    def with_consent(self, purpose: Purpose) -> Self:
        """Contacts who allow something now."""
        current = apps.get_model("organisers", "Consent").objects.current()
        return self.present().filter(pk__in=current.filter(purpose=purpose, given=True).values("contact"))

    def of_affiliated(self, regions: Iterable[int]) -> Self:
        return self.filter(group__region__in=regions, group__status=GroupStatus.AFFILIATED)

    def in_alphabetical_order(self) -> Self:
        return self.order_by(InOrder("group__name"), InOrder("name"), "pk")

    def of_address(self, email: str) -> Self:
        """Whoever has this address; nobody has a blank one."""
        found = self.present().filter(email__iexact=email).exclude(email="")
        return found.order_by(InOrder("group__name"), "pk")

    def with_address(self) -> Self:
        """Contacts who can be written to."""
        return self.present().exclude(email="")

    def of_number(self, phone: str) -> Self:
        """Whoever has no address and this number; nobody has a blank one."""
        return self.present().filter(email="", phone=phone).exclude(phone="").order_by("pk")

    def to_ring(self, *, since: datetime) -> Self:
        """Contacts without an address whose details are to be checked, or who have a question to answer.

        Only whoever is circulated has one, and none while what they said waits for a second person.
        """
        about = {"contact": OuterRef("pk")}
        asked = apps.get_model("organisers", "Question").objects.filter(answered_at=None, **about)
        heard = apps.get_model("organisers", "HeardConsent").objects.waiting().filter(**about)
        circulated = apps.get_model("organisers", "Consent").objects.circulated().filter(**about)
        question = Q(Exists(asked), Exists(circulated)) & ~Exists(heard)
        kept = self.present().filter(email="").exclude(group__status=GroupStatus.LEFT)
        return kept.filter(Q(verified_at__isnull=True) | Q(verified_at__lt=since) | question)

    def unverified(self, *, since: datetime) -> Self:
        return self.present().filter(Q(verified_at__isnull=True) | Q(verified_at__lt=since))


class ConsentQuerySet(models.QuerySet["Consent"]):
    def current(self) -> Self:
        """The latest of each contact for each purpose; a later filter cannot change which that is."""
        newer = self.model._base_manager.filter(
            contact=OuterRef("contact"), purpose=OuterRef("purpose"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(newer))

    def circulated(self) -> Self:
        """Current consents to circulation that were given."""
        return self.current().filter(purpose=Purpose.CIRCULATED, given=True)


class HeardConsentQuerySet(models.QuerySet["HeardConsent"]):
    def waiting(self) -> Self:
        """What no second person has decided on, however long ago it was written down."""
        return self.filter(outcome=HeardOutcome.WAITING)


class EditionQuerySet(models.QuerySet["Edition"]):
    def with_fate(self) -> Self:
        """`held` and `recalled`: how many copies there are and were called back; `went_out`: any was sent."""
        sent = apps.get_model("organisers", "CopyEvent").objects.filter(
            copy__edition=OuterRef("pk"), act=CopyAct.SENT
        )
        recalled = Count("copies", filter=Q(copies__recalled_at__isnull=False))
        return self.annotate(held=Count("copies"), recalled=recalled, went_out=Exists(sent))


class CopyQuerySet(models.QuerySet["Copy"]):
    def holding(self, contact: "Contact") -> Self:
        """Copies in which a contact stands or stood."""
        return self.filter(subjects__contains=[contact.pk])

    def to_be_deleted(self) -> Self:
        """Copies that were recalled and that their group has not said to be deleted."""
        return self.filter(recalled_at__isnull=False).exclude(events__act=CopyAct.DESTROYED)


class DownloadRequestQuerySet(models.QuerySet["DownloadRequest"]):
    def waiting(self, *, since: datetime) -> Self:
        """Requests made since a moment that a second person has not decided on."""
        return self.filter(needs_approval=True, approved_at=None, declined_at=None, made_at__gt=since)


class DownloadQuerySet(models.QuerySet["Download"]):
    def holding(self, contact: "Contact") -> Self:
        """Lists in which a contact stood."""
        return self.filter(subjects__contains=[contact.pk])

    def never_asked_back(self) -> Self:
        """Lists that whoever has them may keep, and may not have said to be deleted."""
        return self.filter(~Exists(_steps_of_lists()))

    def to_be_deleted(self) -> Self:
        """Lists that were asked back and that nobody has said to be deleted."""
        asked = _steps_of_lists().filter(act=DownloadAct.ASKED_BACK)
        answered = _steps_of_lists().filter(act=DownloadAct.DESTROYED)
        return self.filter(Exists(asked), ~Exists(answered))

    def unanswered(self, *, since: datetime, reminders: int) -> Self:
        """To be deleted, last asked for by a moment, and reminded of fewer times than a number."""
        asked = self.to_be_deleted().annotate(asked_at=Max("events__at"), times=_times_reminded())
        return asked.filter(asked_at__lte=since, times__lt=reminders).order_by("pk")

    def reminded(self, times: int) -> Self:
        """Lists that whoever has them was reminded of so many times."""
        return self.annotate(times=_times_reminded()).filter(times=times).order_by("pk")


def _steps_of_lists() -> models.QuerySet["DownloadEvent"]:
    return apps.get_model("organisers", "DownloadEvent").objects.filter(download=OuterRef("pk"))


def _times_reminded() -> Count:
    return Count("events", filter=Q(events__act=DownloadAct.REMINDED))


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, *, on: date) -> Self:
        """Appointments that count on a day; the last day counts whole."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def lately_ended(self, *, on: date, days: int) -> Self:
        """Appointments whose last day lies in the days before a day."""
        return self.filter(ends_on__lt=on, ends_on__gte=on - timedelta(days=days))


class SymposiumQuerySet(models.QuerySet["Symposium"]):
    def upcoming(self, *, now: datetime) -> Self:
        """Confirmed symposia still to come, the nearest first."""
        return self.filter(stage=Stage.CONFIRMED, ends_at__gte=now).order_by("starts_at")

    def standing(self) -> Self:
        """All but the cancelled: at most one for a region and quarter."""
        return self.exclude(stage=Stage.CANCELLED)

    def open_to_answers(self, *, now: datetime) -> Self:
        return self.filter(stage=Stage.CONSULTING, consultation_closes_at__gt=now)

    def announced(self) -> Self:
        """Those with a time and a place that the public was told of, cancelled ones too."""
        return self.filter(
            stage__in=(Stage.CONFIRMED, Stage.HELD, Stage.CANCELLED), starts_at__isnull=False
        ).order_by("starts_at")

    def with_calendar_facts(self) -> Self:
        """`times_told` and `told_at`: how often its time, place or standing was told, and when last."""
        telling = Q(events__act__in=(SymposiumAct.DECIDED, SymposiumAct.CANCELLED))
        return self.select_related("region", "venue").annotate(
            times_told=Count("events", filter=telling), told_at=Max("events__at", filter=telling)
        )


class AlliedQuerySet(models.QuerySet["AlliedOrganisation"]):
    def overdue(self, *, on: date) -> Self:
        return self.filter(due_on__lt=on).order_by("due_on")
