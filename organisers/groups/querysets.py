"""Questions about many groups at once."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat

from lla.words import search
from lla.words.functions import Searchable, SortKey

from .choices import GroupAct, GroupStatus

if TYPE_CHECKING:
    from .models import Group


_UNCONFIRMED = Q(status=GroupStatus.APPLIED, applied_on__isnull=False, application_confirmed_at__isnull=True)

_STATUS_ACTS = (
    GroupAct.APPLIED,
    GroupAct.CONFIRMED,
    GroupAct.PROPOSED,
    GroupAct.AFFILIATED,
    GroupAct.LAPSED,
    GroupAct.LEFT,
)

# Each leaves a group where the latest of them says: offered to another region, or not any more.
REGION_STEPS = (GroupAct.OFFERED, GroupAct.KEPT, GroupAct.UNOFFERED, GroupAct.MOVED)


class GroupQuerySet(models.QuerySet["Group"]):
    def affiliated(self) -> Self:
        """Groups that may submit motions and are circulated, in alphabetical order."""
        return self.filter(status=GroupStatus.AFFILIATED).order_by(SortKey("name"))

    def applying(self) -> Self:
        """Groups whose application waits for the committee: confirmed by email, or come another way."""
        return self.filter(status=GroupStatus.APPLIED).exclude(_UNCONFIRMED).order_by("applied_on", "pk")

    def proposed(self) -> Self:
        """Groups that their organiser has proposed and the committee has not decided about."""
        steps = apps.get_model("organisers", "GroupEvent").objects.filter(
            group=OuterRef("pk"), act__in=_STATUS_ACTS
        )
        latest = Subquery(steps.order_by("-pk").values("act")[:1])
        return self.annotate(latest_step=latest).filter(latest_step=GroupAct.PROPOSED).order_by("pk")

    def offered(self, *, to: int | None = None) -> Self:
        """Groups offered to a region, or to this one, that has not answered: `offered_to` is its key."""
        steps = apps.get_model("organisers", "GroupEvent").objects.filter(
            group=OuterRef("pk"), act__in=REGION_STEPS
        )
        latest = steps.order_by("-pk")
        waiting = self.annotate(
            region_step=Subquery(latest.values("act")[:1]),
            offered_to=Subquery(latest.values("details__to_region")[:1]),
        )
        waiting = waiting.filter(region_step=GroupAct.OFFERED).exclude(status=GroupStatus.LEFT)
        return (waiting if to is None else waiting.filter(offered_to=to)).order_by("pk")

    def unconfirmed(self) -> Self:
        """Applications whose address nobody has proved: they are no groups so far."""
        return self.filter(_UNCONFIRMED)

    def for_the_desk(self, *, since: datetime) -> Self:
        """What organisers and the committee work with: no unproved application.

        With `answering` and `reachable`: how many contacts each has, and how many verified since a moment.
        """
        present = Q(contacts__erased_at__isnull=True, contacts__isnull=False)
        desk = self.exclude(_UNCONFIRMED).annotate(
            answering=Count("contacts", filter=present),
            reachable=Count("contacts", filter=present & Q(contacts__verified_at__gte=since)),
        )
        return desk.order_by(SortKey("name"))

    def found_by(self, asked: str) -> Self:
        """Those in whose name, town, or contacts' names and roles each word asked for begins a word."""
        if not asked:
            return self
        contacts = apps.get_model("organisers", "Contact").objects.present().filter(group=OuterRef("pk"))
        each = Concat("name", Value(" "), "role")
        people = contacts.order_by().values("group").annotate(all=StringAgg(each, " ")).values("all")
        parts = map(Searchable, ("name", "town", Subquery(people)))
        return self.alias(said=SearchVector(*parts, config="simple")).filter(said=search.name_query(asked))

    def with_role(self, role: str) -> Self:
        """Those of whom a contact has a role; blank is all."""
        if not role:
            return self
        contacts = apps.get_model("organisers", "Contact").objects.present().with_role(role)
        return self.filter(pk__in=contacts.values("group"))

    def circulating_with(self, group: "Group") -> Self:
        """The groups whose copies may hold a group's contacts: the affiliated of its region, and itself."""
        affiliated = Q(status=GroupStatus.AFFILIATED, region=group.region_id)
        return self.filter(affiliated | Q(pk=group.pk)).order_by(SortKey("name"))

    def uncovered(self, *, since: datetime) -> Self:
        """Affiliated groups without a contact whose details were verified since a moment."""
        covered = self.model._base_manager.filter(
            contacts__erased_at__isnull=True, contacts__verified_at__gte=since
        )
        return self.affiliated().exclude(pk__in=covered.values("pk"))
