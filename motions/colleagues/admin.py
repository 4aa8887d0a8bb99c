"""The list of the committee on its desk: who is on it and since when; its chair invites and ends."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from lla.accounts.models import User
from lla.desk.model_admin import ReadOnlyAdmin

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

    list_display = ("user", "since", "ended_at", "invited_by")
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
            return ("name", "email")
        told = ("person", "since", "invited_by")
        if self.has_change_permission(request, obj):
            return (*told, "ends")
        return (*told, "ended_at", "ended_by") if obj.ended_at else told

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("person", "since", "invited_by", "ended_at", "ended_by") if obj else ()

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
