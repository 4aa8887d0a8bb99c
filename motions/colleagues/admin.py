"""The list of the committee on its desk: who is on it and since when; its chair invites and ends."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.groups import STEERING_COMMITTEE
from lla.accounts.models import User
from lla.desk.first_steps import Step, first_step
from lla.desk.model_admin import ReadOnlyAdmin
from lla.desk.offices import Holder, Office, offices
from lla.desk.panels import Link

from . import workflow
from .forms import EndForm, InvitationForm
from .models import Seat

MAY_CHAIR = "motions.add_seat"


class NowFilter(admin.SimpleListFilter):
    title = "when"
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("now", "on the committee now")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Seat]) -> QuerySet[Seat]:
        return queryset.filter(ended_at=None) if self.value() == "now" else queryset


@admin.register(Seat)
class SeatAdmin(ReadOnlyAdmin):
    """A place begins with an invitation and is only ever ended."""

    list_display = ("user", "since", "ended_at", "invited_by", "decision")
    list_filter = (NowFilter,)
    list_select_related = ("user", "invited_by")
    search_fields = ("user__name", "user__email")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_CHAIR)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(MAY_CHAIR) and not (obj and obj.ended_at)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form: Any = EndForm if obj else InvitationForm
        if not (obj and obj.ended_at):
            options["form"] = type(form.__name__, (form,), {"by": cast(User, request.user)})
        return super().get_form(request, obj, change, **options)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ("name", "email", "decision")
        told = ("person", "since", "invited_by", "decision")
        if self.has_change_permission(request, obj):
            return (*told, "ends")
        return (*told, "ended_at", "ended_by") if obj.ended_at else told

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("person", "since", "invited_by", "decision", "ended_at", "ended_by") if obj else ()

    @admin.display(description="committee member")
    def person(self, obj: Seat) -> str:
        """The name alone: Django would link to a page that few may open."""
        return str(obj.user)

    def save_model(self, request: HttpRequest, obj: Seat, form: Any, change: bool) -> None:
        by = cast(User, request.user)
        if change:
            workflow.end(obj, by=by)
        else:
            workflow.invite(obj, by=by)


@offices(10)
def committee(request: HttpRequest) -> list[Office]:
    if not request.user.has_perm("motions.view_seat"):
        return []
    seats = list(Seat.objects.filter(ended_at=None).select_related("user"))
    chairs = set(
        User.objects.filter(groups__name=workflow.CHAIR, is_active=True).values_list("pk", flat=True)
    )
    holders = {seat.user_id: _holder(seat) for seat in seats}
    invite = Link("Invite a colleague", reverse("admin:motions_seat_add"))
    choose = Link("Choose or add a person", reverse("admin:lla_user_changelist"))
    return [
        Office(
            workflow.CHAIR,
            [holder for pk, holder in holders.items() if pk in chairs],
            choose if request.user.is_superuser else None,
        ),
        Office(
            STEERING_COMMITTEE, list(holders.values()), invite if request.user.has_perm(MAY_CHAIR) else None
        ),
    ]


def _holder(seat: Seat) -> Holder:
    page = reverse("admin:motions_seat_change", args=[seat.pk])
    return Holder(str(seat.user), since=localdate(seat.since), decision=seat.decision, url=page)


@first_step(10)
def invite_committee() -> Step:
    return Step("Invite the steering committee", reverse("admin:motions_seat_add"), Seat.objects.exists())


@first_step(20)
def choose_chair() -> Step:
    there = User.objects.filter(groups__name=workflow.CHAIR).exists()
    committee = Group.objects.get(name=STEERING_COMMITTEE)
    words = "Open the person who chairs the committee, and tick “Steering committee chair”"
    people = reverse("admin:lla_user_changelist") + f"?groups__id__exact={committee.pk}"
    return Step(words, people, there)
