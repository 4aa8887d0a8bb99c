"""The team's page: who holds which role and who is away; giving, changing and ending roles."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.decorators import refused
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms import cautions
from lla.forms.actions import Action, action_page
from lla.forms.base import post_data, refusals_as_errors
from lla.forms.optimistic_locking import hold_when_sent
from lla.pages.converters import row_key
from lla.time import clock
from lla.words.folding import sort_key

from ..guidelines.selectors import parameters_in_force
from ..record.views import row_or_gone
from ..team.choices import Role
from ..team.decorators import actor, asking, for_manager, for_readers, standing_of
from ..team.models import Appointment, Leave
from . import rules, workflow
from .forms import AppointForm, LastDayForm
from .workflow import AppointmentAct

OF_CHANNELS = (Role.PAGE_ADMIN, Role.ADAPTER, Role.MODERATOR)


@require_safe
@for_readers
def team(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Everybody with a role, both offices with what to look out for, and who is away."""
    now, standing = clock.now(), standing_of(request)
    today = localdate(now)
    roles = list(Appointment.objects.not_over(on=today))
    in_force = [role for role in roles if role.starts_on <= today]
    offices = {role.role: role for role in in_force}
    context = {
        "standing": standing,
        "offices": offices,  # by their roles; either may be vacant
        "warnings": _warnings(offices, in_force, now=now),
        "parts": _parts(in_force),
        "coming": sorted(set(roles) - set(in_force), key=lambda one: (one.starts_on, one.pk)),
        "leave": Leave.objects.not_over(on=today),
        "today": today,
        "people": len({role.user_id for role in in_force}),
        "hours": sum(role.hours or 0 for role in in_force),
        "may_end": rules.roles_to_give(standing),
    }
    return render(request, "socialmedia/appointments/team.html", context)


def _warnings(offices: Mapping[str, Appointment], held: Sequence[Appointment], *, now: datetime) -> list[str]:
    """Vacant offices, a coordinator who is not what is recommended, people with too many roles."""
    figures = parameters_in_force()
    warnings = [] if Role.MANAGER in offices else [rules.NO_MANAGER]
    if Role.COORDINATOR in offices:
        person = offices[Role.COORDINATOR].user
        warnings += rules.of_a_coordinator(person, figures, on=localdate(now), now=now)
    else:
        warnings.append(rules.NO_COORDINATOR)
    return warnings + rules.over_the_most(held, figures)


def _parts(held: Sequence[Appointment]) -> list[tuple[str, list[Appointment]]]:
    """The roles of channels, kind by kind, channel by channel."""

    def place(one: Appointment) -> tuple[Any, ...]:
        channel = one.channel
        where = (channel.kind != "page", channel.platform.order, sort_key(channel.name)) if channel else ()
        return (*where, sort_key(str(one.user)), one.pk)

    return [
        (f"{role.label}s", sorted((row for row in held if row.role == role), key=place))
        for role in OF_CHANNELS
    ]


@asking
@for_manager
def appoint(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Give a role to somebody, known or new; what is worth a second look is said first."""
    roles = rules.roles_to_give(standing_of(request))
    form = AppointForm(post_data(request), roles=roles, initial=_known(request))
    reasons: list[str] = []
    if form.is_bound and form.is_valid():
        reasons = rules.cautions(form.instance, parameters_in_force(), now=clock.now())
        if cautions.are_confirmed(request, reasons):
            with refusals_as_errors(form):
                appointment = workflow.appoint(form.instance, by=actor(request))
                messages.success(request, f"{appointment.user} now has the role and has been emailed.")
                return redirect("socialmedia:team")
    context = {"form": form, "cautions": reasons, "read": cautions.cautions_token(reasons)}
    return render(request, "socialmedia/appointments/appoint.html", context)


@asking
@for_manager
@transaction.atomic
def appointment(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One role: its last day can change."""
    role = _role(pk)
    hold_when_sent(request, role)
    if reasons := rules.why_not_give(standing_of(request), role.role):
        return refused(request, reasons)
    change = Action(
        label="Change the last day",
        form=LastDayForm,
        why_not=lambda role, by: rules.why_not_end(role, now=clock.now()),
        do=workflow.change_last_day,
        done=f"Last day changed. {role.user} has been emailed.",
    )
    return action_page(
        request,
        change,
        role,
        by=actor(request),
        template="socialmedia/appointments/appointment.html",
        back=lambda: redirect("socialmedia:team"),
        context={"appointment": role},
        initial={"ends_on": role.ends_on},
    )


@asking
@for_manager
def end_appointment(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """End a role at once, after one more look at what that means."""
    role = _role(pk)
    if reasons := rules.why_not_give(standing_of(request), role.role):
        return refused(request, reasons)
    if request.method == "POST":
        workflow.end(role, by=actor(request))
        messages.success(request, f"The role has ended. {role.user} has been emailed.")
        return redirect("socialmedia:team")
    today = localdate(clock.now())
    context = {
        "appointment": role,
        "duties": role.user.duties.filter(on__gte=today).count(),
        "begun": role.starts_on < today,
        "over": rules.why_not_end(role, now=clock.now()),
    }
    return render(request, "socialmedia/appointments/end_appointment.html", context)


def _role(pk: int) -> Appointment:
    rows = Appointment.objects.select_related("user", "channel")
    return row_or_gone(rows, pk, {AppointmentAct.CALLED_OFF: "{who} cancelled this role on {when}."})


def _known(request: HttpRequest) -> dict[str, str]:
    """Name and address of somebody of the team for whom the page was opened: ?person=4."""
    known = User.objects.filter(social_appointments__isnull=False)
    person = known.filter(pk=row_key(request.GET.get("person", ""))).first()
    return {"name": person.name, "email": person.email} if person else {}
