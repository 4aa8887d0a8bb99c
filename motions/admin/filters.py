"""The queue's filters: which pile a motion lies on, its agenda item, and who looks after it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ..choices import Status
from ..forms.desk import committee
from ..models import AgendaItem, Motion, Ruling
from ..querysets import BEFORE_RECEIPT, DESK


class PileFilter(admin.SimpleListFilter):
    title = "pile"
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("waiting", "Waiting for a ruling"),
            ("queried", "Queried with the mover"),
            ("second", "Needs a second person"),
            ("unpublished", "Not public yet"),
            ("held", "On hold"),
            ("late", "Late"),
            ("mine", "Assigned to you"),
            ("on_their_way", "Awaiting confirmation"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Motion]) -> QuerySet[Motion]:
        match self.value():
            case "waiting":
                return queryset.filter(status=Status.RECEIVED)
            case "queried":
                return queryset.filter(status=Status.QUERIED)
            case "second":
                return queryset.filter(pk__in=Ruling.objects.for_a_second(request.user.pk).values("motion"))
            case "unpublished":
                return queryset.filter(status__in=DESK, published_at=None)
            case "held":
                return queryset.exclude(held_at=None)
            case "late":
                return queryset.filter(status__in=DESK, late=True)
            case "mine":
                return queryset.filter(status__in=DESK, assigned_to=request.user.pk)
            case "on_their_way":
                return queryset.filter(status__in=BEFORE_RECEIPT)
        return queryset


class ItemFilter(admin.SimpleListFilter):
    """Only once a conference is chosen: items of all years would be a long list."""

    title = "agenda item"
    parameter_name = "item"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        conference = request.GET.get("conference__id__exact", "")
        if not conference.isdecimal():
            return []
        return [(str(item.pk), str(item)) for item in AgendaItem.objects.filter(conference=int(conference))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Motion]) -> QuerySet[Motion]:
        chosen = self.value() or ""
        return queryset.filter(item=int(chosen)) if chosen.isdecimal() else queryset


class AssignedFilter(admin.SimpleListFilter):
    title = "assigned to"
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("nobody", "Nobody"), *((str(user.pk), str(user)) for user in committee())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Motion]) -> QuerySet[Motion]:
        chosen = self.value() or ""
        if chosen == "nobody":
            return queryset.filter(assigned_to=None)
        return queryset.filter(assigned_to=int(chosen)) if chosen.isdecimal() else queryset
