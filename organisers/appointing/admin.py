"""Who organises which region, on the desk."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.timezone import localdate

from lla.desk.history import HistoryAdmin
from lla.time import clock

from ..appointments.models import Appointment
from . import workflow
from .forms import AppointmentForm, DaysForm


class InForceFilter(admin.SimpleListFilter):
    title = "when"
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("today", "in force today")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.in_force(on=localdate(clock.now())) if self.value() == "today" else queryset


@admin.register(Appointment)
class AppointmentAdmin(HistoryAdmin):
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
