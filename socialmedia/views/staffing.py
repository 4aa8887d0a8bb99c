"""The staffing page: today's checks, the days ahead, the simulator, and calls for more people."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from lla import clock
from lla.desk import DeskRequest
from lla.forms import told_on

from ..forms.staffing import ReachForm, SupposeForm
from ..models import Platform, ReachTarget
from ..parameters import Parameters
from ..rules.guidelines import parameters_in_force
from ..rules.staffing import DAYS_AHEAD, team_in
from ..staffing import Light, Spell, Team, outlook, proposal, to_reduce, worse
from ..workflow import staffing as workflow
from .rights import actor, for_manager, for_readers, standing_of
from .supposing import Supposition, suppose

LIGHTS = {
    Light.GREEN: ("Enough people", "good"),
    Light.AMBER: ("Stretched", "wait"),
    Light.RED: ("Too few people", "bad"),
}
CHECKS = {
    Light.GREEN: ("Passes", "good"),
    Light.AMBER: ("Stretched", "wait"),
    Light.RED: ("Fails", "bad"),
}
ASKED = ("opened", "suspended", "person", "first", "last")


@require_safe
@for_readers
def staffing(request: DeskRequest) -> HttpResponse:
    """Today's three checks and the days on which they get worse; with GET parameters, a what-if."""
    now, figures = clock.now(), parameters_in_force()
    today = localdate(now)
    team, platforms = team_in(today, today + DAYS_AHEAD), list(Platform.objects.all())
    spells = outlook(team, today, today + timedelta(days=figures.roster_days - 1), figures)
    form = _form(request, team, platforms)
    context = {
        "answer": spells[0].answer,
        "lights": LIGHTS,
        "checks": CHECKS,
        "figures": figures,
        "advice": _advice(team, spells[0], figures),
        "worse": [(spell, _advice(team, spell, figures)) for spell in worse(spells)],
        "form": form,
        "supposition": _supposition(form, team, platforms, figures),
        "targets": ReachTarget.objects.filter(ends_on__gte=today),
        "standing": standing_of(request, now=now),
    }
    return render(request, "socialmedia/staffing.html", context)


def _advice(team: Team, spell: Spell, figures: Parameters) -> str:
    return "" if spell.answer.passes else proposal(to_reduce(team, spell.first, figures))


def _form(request: HttpRequest, team: Team, platforms: list[Platform]) -> SupposeForm:
    asked = any(request.GET.get(name) for name in ASKED)
    open_on = [page.preference for page in team.pages]
    data: Any = request.GET if asked else None
    return SupposeForm(data, platforms=platforms, open_on=open_on, names=team.names)


def _supposition(
    form: SupposeForm, team: Team, platforms: list[Platform], figures: Parameters
) -> Supposition | None:
    """The answer to what was asked; wrongly asked or not at all, there is none."""
    if not form.is_bound or not form.is_valid():
        return None
    form.look(now=clock.now(), ahead=figures.roster_days)
    if form.errors:
        return None
    days: tuple[date, date] = form.days(now=clock.now(), ahead=figures.roster_days)
    return suppose(form, team, platforms=platforms, days=days, figures=figures)


@require_http_methods(["GET", "HEAD", "POST"])
@for_manager
def new_reach(request: DeskRequest) -> HttpResponse:
    target = ReachTarget(set_by=request.user)
    form = ReachForm(request.POST if request.method == "POST" else None, instance=target)
    if form.is_bound and form.is_valid():
        with told_on(form):
            workflow.set_reach(form.instance, by=actor(request))
            messages.success(request, "The staffing check now requires more people on those days.")
            return redirect("socialmedia:staffing")
    return render(request, "socialmedia/new_reach.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_manager
def end_reach(request: DeskRequest, pk: int) -> HttpResponse:
    target = get_object_or_404(ReachTarget, pk=pk)
    if request.method == "POST":
        workflow.end_reach(target, by=actor(request))
        messages.success(request, "The call ends today.")
        return redirect("socialmedia:staffing")
    return render(request, "socialmedia/end_reach.html", {"target": target})
