"""Who organises which region, on the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from lla.desk.first_steps import Step, first_step
from lla.desk.history import HistoryAdmin
from lla.desk.offices import Holder, Office, offices
from lla.desk.panels import Link
from lla.time import clock

from ..appointments.models import Appointment
from ..regions.models import Region
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


@offices(30)
def organisers(request: HttpRequest) -> list[Office]:
    """An office for each region, those that are vacant too."""
    if not request.user.has_perm("organisers.oversee"):
        return []
    in_force = Appointment.objects.in_force(on=localdate(clock.now())).select_related("user")
    regions = Region.objects.prefetch_related(Prefetch("appointments", in_force, to_attr="held"))
    may_appoint = request.user.has_perm("organisers.add_appointment")
    return [_office(region, region.held, may_appoint=may_appoint) for region in regions]


def _office(region: Region, held: list[Appointment], *, may_appoint: bool) -> Office:
    add = f"{reverse('admin:organisers_appointment_add')}?region={region.pk}"
    give = Link("Appoint somebody", add) if may_appoint else None
    return Office(f"Organiser, {region}", [_holder(appointment) for appointment in held], give)


def _holder(appointment: Appointment) -> Holder:
    return Holder.of(appointment, url=reverse("admin:organisers_appointment_change", args=[appointment.pk]))


@first_step(50)
def appoint_organiser() -> Step:
    words, there = "Appoint the organiser of a region", Appointment.objects.exists()
    return Step(words, reverse("admin:organisers_appointment_add"), there)
