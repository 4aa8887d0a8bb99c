"""Who organises which region, on the desk."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.desk.filters import QuestionFilter
from lla.desk.first_steps import Step, first_step
from lla.desk.history import HistoryAdmin
from lla.desk.offices import FromOffices, Holder, Office, give, offices
from lla.forms.actions import Action, action_page
from lla.time import clock

from ..appointments import rules
from ..appointments.models import Appointment
from ..regions.models import Region
from . import workflow
from .forms import AppointmentForm, DaysForm, EndNowForm

END_NOW = Action(
    label="End the appointment now",
    explains="Their desk closes at once, they are signed out, and they are asked to delete their contact "
    "lists. They get an email with your reason.",
    done="The appointment has ended. They get an email.",
    form=EndNowForm,
    why_not=lambda appointment, by: rules.why_not_end_now(appointment, now=clock.now()),
    do=workflow.end_now,
    final=True,
)


@require_http_methods(["GET", "HEAD", "POST"])
def end_appointment(request: AuthenticatedHttpRequest, pk: int, *, frame: dict[str, Any]) -> HttpResponse:
    """The page that ends an appointment at once; `frame` is what Django's admin gives every page."""
    if not request.user.has_perm("organisers.change_appointment"):
        raise PermissionDenied
    appointment = get_object_or_404(Appointment.objects.select_related("user", "region"), pk=pk)
    return action_page(
        request,
        END_NOW,
        appointment,
        by=request.user,
        template="admin/organisers/appointment/end.html",
        back=lambda: redirect("admin:organisers_appointment_change", pk),
        context={**frame, "title": END_NOW.label, "appointment": appointment},
    )


def _end_url(appointment: Appointment) -> str:
    return reverse("admin:organisers_appointment_end", args=[appointment.pk])


class InForceFilter(QuestionFilter):
    title = parameter_name = "when"
    questions: ClassVar = {"today": ("in force today", lambda rows: rows.in_force(on=localdate(clock.now())))}


@admin.register(Appointment)
class AppointmentAdmin(FromOffices, HistoryAdmin):
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
        return (*person, "region", *self.days, *self._ending(obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Another person or region is another appointment."""
        return ("user", "region", *self._ending(obj)) if obj else ()

    def _ending(self, obj: Appointment | None) -> tuple[str, ...]:
        """How it was ended at once, or the way to do that."""
        if obj and obj.ended_at:
            return ("ended_at", "ended_because")
        return ("end_it",) if obj and not rules.why_not_end_now(obj, now=clock.now()) else ()

    @admin.display(description="at once")
    def end_it(self, obj: Appointment) -> str:
        return format_html('<a href="{}">{}</a>', _end_url(obj), END_NOW.label)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and rules.why_not_change(obj))

    def get_urls(self) -> list[URLPattern]:
        def view(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
            frame = {**self.admin_site.each_context(request), "opts": self.opts}
            return end_appointment(request, pk, frame=frame)

        admin_view: Any = self.admin_site.admin_view(view)
        return [path("<int:pk>/end/", admin_view, name="organisers_appointment_end"), *super().get_urls()]

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
    not_over = Appointment.objects.not_over(on=localdate(clock.now())).select_related("user")
    regions = Region.objects.prefetch_related(Prefetch("appointments", not_over, to_attr="given"))
    may_appoint = request.user.has_perm("organisers.add_appointment")
    return [_office(region, region.given, may_appoint=may_appoint) for region in regions]


def _office(region: Region, given: list[Appointment], *, may_appoint: bool) -> Office:
    def holder(appointment: Appointment) -> Holder:
        url = reverse("admin:organisers_appointment_change", args=[appointment.pk])
        return Holder.of(appointment, url=url, end_url=_end_url(appointment) if may_appoint else "")

    link = give("Appoint somebody", "admin:organisers_appointment_add", region=region.pk)
    return Office.of(f"Organiser, {region}", given, holder=holder, give=link if may_appoint else None)


@first_step(50)
def appoint_organiser() -> Step:
    words, there = "Appoint the organiser of a region", Appointment.objects.exists()
    return Step(words, reverse("admin:organisers_appointment_add"), there)
