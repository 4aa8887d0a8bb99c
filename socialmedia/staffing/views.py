"""The staffing page: today's checks, the days ahead, the simulator, and calls for more people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.actions import Action, action_page
from lla.time import clock
from lla.time.days import YEAR_AHEAD

from ..channels.models import Channel, Platform
from ..guidelines.parameters import Parameters
from ..guidelines.selectors import parameters_in_force
from ..record.views import row_or_gone
from ..team.decorators import actor, asking, for_manager, for_readers, standing_of
from ..team.models import Leave
from . import workflow
from .checks import Light
from .forms import ReachForm, SupposeForm
from .models import ReachTarget
from .outlook import Comparison, Spell, compare, folded, outlook, proposal, to_reduce, worse
from .rules import out_of_order
from .selectors import page_to_come, place_of, skipped, team_in
from .workflow import ReachAct
from .workforce import Place, Team

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
SET_REACH = Action(
    label="Call for more people",
    form=ReachForm,
    do=lambda target, *, by, **typed: workflow.set_reach(target, by=by),
    done="The staffing check now requires more people on those days.",
)
ASKED = ("opened", "suspended", "person", "first", "last")


@require_safe
@for_readers
def staffing(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Today's three checks and the days on which they get worse; with GET parameters, a what-if."""
    now, figures = clock.now(), parameters_in_force()
    today = localdate(now)
    team, platforms = team_in(today, today + YEAR_AHEAD), list(Platform.objects.in_use())
    spells = outlook(team, today, today + timedelta(days=figures.roster_days - 1), figures)
    form = _form(request, team, platforms)
    context = {
        "answer": spells[0].answer,
        "lights": LIGHTS,
        "checks": CHECKS,
        "figures": figures,
        "advice": _advice(team, spells[0], figures),
        "worse": [(spell, _advice(team, spell, figures)) for spell in folded(worse(spells))],
        "form": form,
        "supposition": _supposition(form, team, platforms, figures),
        "targets": ReachTarget.objects.filter(ends_on__gte=today),
        "standing": standing_of(request, now=now),
    }
    return render(request, "socialmedia/staffing/staffing.html", context)


def _advice(team: Team, spell: Spell, figures: Parameters) -> str:
    return "" if spell.answer.passes else proposal(to_reduce(team, spell.first, figures))


def _form(request: HttpRequest, team: Team, platforms: list[Platform]) -> SupposeForm:
    asked = any(name in request.GET for name in ASKED)
    open_on = [page.preference for page in team.pages]
    data: Any = request.GET if asked else None
    return SupposeForm(data, platforms=platforms, open_on=open_on, names=team.names)


@dataclass(frozen=True, slots=True)
class Supposition:
    """What was asked and the answer: what to watch, and days in a row as they are and as they would be."""

    first: date
    last: date
    cautions: Sequence[str]
    compared: Sequence[Comparison]

    @property
    def failing(self) -> list[Comparison]:
        return [days for days in self.compared if not days.supposed.passes]

    @property
    def passes(self) -> bool:
        return not self.failing

    @property
    def verdict(self) -> str:
        if self.passes:
            return "Yes: the checks pass on all of these days."
        needs = max(days.supposed.needs for days in self.failing)
        more = f"the team needs {needs} more {'person' if needs == 1 else 'people'}"
        if len(self.failing) == len(self.compared):
            return f"No: {more}."
        return f"Not on all of these days: {more}."


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
    asked = form.cleaned_data
    slugs = {platform.order: platform.slug for platform in platforms}
    given_up = [page for page in team.pages if slugs[page.preference] in asked.get("suspended", ())]
    wanted = [platform for platform in platforms if platform.slug in asked.get("opened", ())]
    supposed, cautions = _opening(wanted, team.suspending(given_up))
    if person := asked.get("person"):
        supposed = supposed.without(Leave(user_id=int(person), starts_on=days[0], ends_on=days[1]))
    return Supposition(*days, cautions, folded(compare(team, supposed, *days, figures)))


@asking
@for_manager
def new_reach(request: AuthenticatedHttpRequest) -> HttpResponse:
    target = ReachTarget(set_by=request.user)
    return action_page(
        request,
        SET_REACH,
        target,
        by=actor(request),
        template="socialmedia/staffing/new_reach.html",
        back=lambda: redirect("socialmedia:staffing"),
        instance=target,
    )


@asking
@for_manager
def end_reach(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    ended = {ReachAct.REACH_ENDED: "{who} ended that call for more people on {when}."}
    target = row_or_gone(ReachTarget.objects.all(), pk, ended)
    if request.method == "POST":
        workflow.end_reach(target, by=actor(request))
        messages.success(request, "The call ends today.")
        return redirect("socialmedia:staffing")
    return render(request, "socialmedia/staffing/end_reach.html", {"target": target})


def _opening(wanted: Sequence[Platform], team: Team) -> tuple[Team, list[str]]:
    """The team with pages on these platforms, the most preferred first, and what to watch."""
    cautions = []
    pages = _pages_to_come(wanted)
    for platform in wanted:
        if missing := skipped(platform, team):
            cautions += [*out_of_order(platform, missing), "To open it anyway, give a reason."]
        if not any(stint.place == pages[platform.pk].key for stint in team.stints):
            cautions.append(
                f"{pages[platform.pk].name}: nobody is appointed to it yet. This assumes that the people who "
                "work on our pages would cover it."
            )
        team = team.trying(pages[platform.pk])
    return team, cautions


def _pages_to_come(platforms: Sequence[Platform]) -> dict[int, Place]:
    """The page planned or suspended on each platform, else one that nobody has planned yet."""
    places = {platform.pk: page_to_come(platform) for platform in platforms}
    for page in Channel.objects.standing().pages().filter(platform__in=platforms).with_platforms():
        places[page.platform_id] = place_of(page)
    return places
