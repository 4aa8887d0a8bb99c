"""Who organises which region, and the versions of the confidentiality undertaking, on the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import Max, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.timezone import localdate

from lla import clock
from lla.changes import WithChanges
from lla.desk import ReadOnly

from ..forms.appointments import AppointmentForm, DaysForm
from ..models import Appointment, Undertaking
from ..workflow import appointments as workflow


class InForceFilter(admin.SimpleListFilter):
    title = "when"
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("today", "in force today")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.in_force(on=localdate(clock.now())) if self.value() == "today" else queryset


@admin.register(Appointment)
class AppointmentAdmin(WithChanges):
    """Rights of organisers begin and end with these days."""

    form = DaysForm
    list_display = ("user", "region", "starts_on", "ends_on", "how", "decision")
    list_filter = (InForceFilter, "region", "how")
    list_select_related = ("user", "region")
    search_fields = ("user__name", "user__email", "decision")
    days = ("starts_on", "ends_on", "how", "decision", "decision_link")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        if obj is None:
            options["form"] = AppointmentForm
        return super().get_form(request, obj, change, **options)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        person = ("user",) if obj else ("name", "email")
        return (*person, "region", *self.days)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Another person or region is another appointment."""
        return ("user", "region") if obj else ()

    def save_model(
        self, request: HttpRequest, obj: Appointment, form: ModelForm[Appointment], change: bool
    ) -> None:
        if change:
            workflow.change(obj)
        else:
            workflow.appoint(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Appointment | None = None) -> bool:
        """It is ended by its last day; that it was stays written."""
        return False


@admin.register(Undertaking)
class UndertakingAdmin(ReadOnly):
    """Versions are added and never changed: organisers have accepted them word for word."""

    list_display = ("version", "in_force_at", "accepted_by")
    fields = ("words",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("organisers.add_undertaking")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Undertaking]:
        return Undertaking.objects.prefetch_related("acceptances__user")

    @admin.display(description="accepted by")
    def accepted_by(self, undertaking: Undertaking) -> str:
        return ", ".join(str(acceptance.user) for acceptance in undertaking.acceptances.all()) or "nobody yet"

    def save_model(
        self, request: HttpRequest, obj: Undertaking, form: ModelForm[Undertaking], change: bool
    ) -> None:
        highest = Undertaking.objects.aggregate(highest=Max("version"))["highest"] or 0
        obj.version = highest + 1
        super().save_model(request, obj, form, change)
