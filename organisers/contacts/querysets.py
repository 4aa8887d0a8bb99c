"""Questions about many contacts and their consents at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, TextField, Value

from lla.words import search
from lla.words.functions import Searchable, SortKey

from ..groups.choices import GroupStatus
from .choices import ENDS_CALLS, HeardOutcome, Purpose

if TYPE_CHECKING:
    from .models import Consent, Contact, HeardConsent


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

    def found_by(self, asked: str) -> Self:
        """Those in whose name, roles, group or town each word asked for begins a word; blank is all."""
        if not asked:
            return self
        roles = Func(F("more_roles"), Value(" "), function="array_to_string", output_field=TextField())
        parts = map(Searchable, ("name", "role", roles, "group__name", "group__town"))
        return self.alias(said=SearchVector(*parts, config="simple")).filter(said=search.name_query(asked))

    def with_role(self, role: str) -> Self:
        """Those of one role, be it their first or another; blank is all."""
        return self.filter(Q(role=role) | Q(more_roles__contains=[role])) if role else self

    def in_alphabetical_order(self) -> Self:
        return self.order_by(SortKey("group__name"), SortKey("name"), "pk")

    def of_address(self, email: str) -> Self:
        """Whoever has this address; nobody has a blank one."""
        found = self.present().filter(email__iexact=email).exclude(email="")
        return found.order_by(SortKey("group__name"), "pk")

    def with_address(self) -> Self:
        """Contacts who can be written to."""
        return self.present().exclude(email="")

    def of_number(self, phone: str) -> Self:
        """Whoever has no address and this number; nobody has a blank one."""
        return self.present().filter(email="", phone=phone).exclude(phone="").order_by("pk")

    def to_ring(self, *, since: datetime) -> Self:
        """Contacts without an address whose details are to be checked, or who have a question to answer.

        Only whoever is circulated has one, and none while what they said waits for a second person. Nobody
        who asked not to be rung, or whose number is somebody else's, is among them.
        """
        about = {"contact": OuterRef("pk")}
        asked = apps.get_model("organisers", "Question").objects.filter(answered_at=None, **about)
        heard = apps.get_model("organisers", "HeardConsent").objects.waiting().filter(**about)
        circulated = apps.get_model("organisers", "Consent").objects.circulated().filter(**about)
        question = Q(Exists(asked), Exists(circulated)) & ~Exists(heard)
        due = Q(verified_at__isnull=True) | Q(verified_at__lt=since) | question
        return self._without_address().filter(~Exists(_refused_calls())).filter(due)

    def out_of_reach(self) -> Self:
        """Contacts without an address who asked not to be rung, or whose number is somebody else's."""
        return self._without_address().filter(Exists(_refused_calls()))

    def _without_address(self) -> Self:
        return self.present().filter(email="").exclude(group__status=GroupStatus.LEFT)

    def unverified(self, *, since: datetime) -> Self:
        return self.present().filter(Q(verified_at__isnull=True) | Q(verified_at__lt=since))


def _refused_calls() -> models.QuerySet[Any]:
    words = apps.get_model("organisers", "Consent").objects.filter(
        purpose=Purpose.PHONE, contact=OuterRef("pk")
    )
    return words.current().filter(given=False, how__in=ENDS_CALLS)


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
