"""The team's roles on the committee's desk, and the desk's panel about social media."""

from datetime import date
from typing import Any, ClassVar, cast

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.desk.filters import QuestionFilter
from lla.desk.first_steps import Step, first_step
from lla.desk.history import HistoryAdmin
from lla.desk.offices import FromOffices, Holder, Office, give, offices
from lla.desk.panels import Line, Panel, panel
from lla.time import clock

from ..team.choices import Role
from ..team.models import TEAM_OFFICES, Appointment
from ..team.rules import OVERSEE
from . import workflow
from .forms import AppointmentForm, RoleDaysForm


class InForceFilter(QuestionFilter):
    title = parameter_name = "when"
    questions: ClassVar = {
        "today": ("in office today", lambda rows: rows.in_force(on=localdate(clock.now())))
    }


@admin.register(Appointment)
class AppointmentAdmin(FromOffices, HistoryAdmin):
    """Rights in the team begin and end with these days. Once given, a role only gets another last day."""

    form = RoleDaysForm
    list_display = ("user", "role", "channel", "starts_on", "ends_on", "how", "decision")
    list_filter = (InForceFilter, "role", "how")
    list_select_related = ("user", "channel")
    search_fields = ("user__name", "user__email", "decision")
    given = ("role", "channel", "starts_on")
    said = ("how", "decision", "decision_link", "hours")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        if obj is None:
            options["form"] = AppointmentForm
        return super().get_form(request, obj, change, **options)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        person = ("person",) if obj else ("name", "email")
        return (*person, *self.given, "ends_on", *self.said)

    @admin.display(description="user")
    def person(self, obj: Appointment) -> str:
        """The name alone: Django would link to a page that few may open."""
        return str(obj.user)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Another person, role or first day is another appointment."""
        return ("person", *self.given, *self.said) if obj else ()

    def save_model(
        self, request: HttpRequest, obj: Appointment, form: ModelForm[Appointment], change: bool
    ) -> None:
        by = Actor.user(cast(User, request.user), role="leadership")
        if not change:
            workflow.appoint(obj, by=by)
        elif "ends_on" in form.changed_data:
            workflow.change_last_day(obj, obj.ends_on, by=by)

    def has_delete_permission(self, request: HttpRequest, obj: Appointment | None = None) -> bool:
        """It is ended by its last day; that it was stays written."""
        return False


@panel(40)
def social_media(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm(OVERSEE):
        return None
    roles_held = Appointment.objects.in_force(on=localdate(clock.now()))
    roles = set(roles_held.values_list("role", flat=True).distinct())
    team, appoint = reverse("socialmedia:team"), reverse("socialmedia:appoint")
    people = roles_held.order_by().values("user").distinct()
    lines = [
        Line("Social Media Manager vacant", int(Role.MANAGER not in roles), appoint),
        Line("coordinator vacant", int(Role.COORDINATOR not in roles), appoint),
        Line("people in the team", people, team, task=False),
    ]
    return Panel("Social media", lines)


@offices(40)
def team(request: HttpRequest) -> list[Office]:
    """Who answers for the team; the manager appoints everybody else."""
    if not request.user.has_perm(OVERSEE):
        return []
    not_over = Appointment.objects.in_days(localdate(clock.now()), date.max).with_role(*TEAM_OFFICES)
    given = list(not_over.select_related("user").order_by("starts_on", "pk"))
    return [
        Office.of(
            role.label,
            [each for each in given if each.role == role],
            holder=lambda one: Holder.of(
                one, url=reverse("admin:socialmedia_appointment_change", args=[one.pk])
            ),
            give=give("Appoint somebody", "admin:socialmedia_appointment_add", role=role),
        )
        for role in TEAM_OFFICES
    ]


@first_step(70)
def appoint_manager() -> Step:
    there = Appointment.objects.with_role(Role.MANAGER).exists()
    add = f"{reverse('admin:socialmedia_appointment_add')}?role={Role.MANAGER}"
    return Step("Appoint the Social Media Manager", add, there)
