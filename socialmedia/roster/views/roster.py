"""The roster by weeks: reading it, taking what is empty, filling a week at once, and a private calendar."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lla.accounts.decorators import private
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.links import exceptions
from lla.links import standing as links_standing
from lla.links.exceptions import LinkRefused
from lla.papers.responses import file_response
from lla.time import clock, weeks

from ...guidelines.selectors import parameters_in_force
from ...team import rules as team_rules
from ...team.decorators import actor, for_coordinator, for_readers, for_team, standing_of
from .. import rules, selectors
from ..choices import DutyKind
from ..coverage import Place
from ..forms import WeekForm, name_of, place_named
from ..models import RosterDuty, RosterFeed, Swap
from ..papers import of_duties
from ..workflow import duties as roster_duties
from .week import Cell, Week, cell_for, on_today, week_of

CALENDAR = "roster"  # what the signature of a calendar's address is for
BACK = timedelta(days=28)
RENEWED = "Your calendar has a new address. The old one no longer works."


@require_safe
@for_readers
def roster(request: AuthenticatedHttpRequest) -> HttpResponse:
    """This week, and who is on today."""
    return _week(request, weeks.monday_of(localdate(clock.now())))


@require_safe
@for_readers
def roster_week(request: AuthenticatedHttpRequest, week: str) -> HttpResponse:
    return _week(request, _monday(week))


def _week(request: AuthenticatedHttpRequest, monday: date) -> HttpResponse:
    now, standing = clock.now(), standing_of(request)
    week = week_of(monday, now=now)
    mine = [one for one in week.duties if one.user_id == request.user.pk and one.on >= week.today]
    context = {
        **_facts(week, now=now),
        "standing": standing,
        "lines": week.lines(cell_for(week, request.user, in_team=standing.in_team, now=now)),
        "on_today": on_today(week.duties, week.today),
        "mine": mine,
        "asked": set(Swap.objects.asked_by(request.user).values_list("duty", flat=True)) if mine else (),
        "calendar": _calendar_address(request.user) if standing.in_team else "",
    }
    return render(request, "socialmedia/roster/roster.html", context)


def _facts(week: Week, *, now: datetime) -> dict[str, Any]:
    """What every page of one week says on top."""
    last = selectors.last_day(week.figures, now=now)
    after = weeks.shifted(week.monday, 1)
    return {
        "week": week,
        "name": weeks.named(week.monday),
        "in_words": weeks.in_words(week.monday),
        "before": weeks.named(weeks.shifted(week.monday, -1)),
        "after": weeks.named(after) if after <= last else "",
        "open": bool(week.coming) and week.monday <= last,
        "this": weeks.named(weeks.monday_of(week.today)),
        "gaps": week.gaps(),
        "clashes": week.clashes(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinator
def edit_roster(request: AuthenticatedHttpRequest, week: str) -> HttpResponse:
    """A form for the whole week, saved whole; it can begin with who did it the week before."""
    now, found = clock.now(), week_of(_monday(week), now=clock.now())
    filled = _as_before(found, now=now) if request.GET.get("as") == "before" else {}
    form = WeekForm(
        post_data(request), places=found.places(), facts=found.facts, held=found.held(), filled=filled
    )
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            count = roster_duties.assign(form.changes(), by=actor(request))
            messages.success(request, _saved(count))
            return redirect("socialmedia:roster_week", week)
    lines = found.lines(partial(_with_field, form))
    context = {**_facts(found, now=now), "form": form, "lines": lines, "filled": len(filled)}
    return render(request, "socialmedia/roster/edit_roster.html", context)


def _as_before(week: Week, *, now: datetime) -> dict[Place, int]:
    """Who looked after the empty places a week earlier, if they can again."""
    held, places = week.held(), week.places()
    earlier = RosterDuty.objects.in_days(*(day - timedelta(days=7) for day in (week.days[0], week.days[-1])))
    did = {(one.channel_id, one.kind, one.on + timedelta(days=7)): one.user_id for one in earlier}
    found = {}
    for place in places:
        person = did.get((place.channel, place.kind, place.on))
        if person is None or place in held:
            continue
        if not rules.why_not_assign(place, person, week.facts, week.figures, now=now):
            found[place] = person
    return found


def _with_field(form: WeekForm, place: Place, duty: RosterDuty | None) -> Cell:
    field = form[name_of(place)] if name_of(place) in form.fields else None
    who = str(duty.user) if duty else ""
    return Cell(place, who, mine=False, needed=field is not None, may_take=False, field=field)


def _saved(count: int) -> str:
    if not count:
        return "Nothing was changed."
    return "1 duty changed." if count == 1 else f"{count} duties changed."


@require_POST
@for_team
def take_duty(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Look after what nobody does."""
    place = place_named(request.POST.get("place", ""))
    if place is None or place.kind not in DutyKind.values or place.channel > 2**31:
        raise Http404
    duty = roster_duties.take(place, user=request.user, by=actor(request))
    messages.success(request, f"This is now your duty: {duty}.")
    return redirect("socialmedia:roster_week", weeks.named(weeks.monday_of(place.on)))


@require_POST
@for_team
def new_calendar(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A private address for one's own duties; an earlier one ends."""
    feed = roster_duties.renew_calendar(request.user)
    messages.success(request, RENEWED if feed.version > 1 else "Your calendar address is ready.")
    return redirect(f"{reverse('socialmedia:roster')}#calendar")


@require_safe
@private
def roster_feed(request: HttpRequest, key: str) -> HttpResponse:
    """What a calendar program asks for, without a session: the address itself is the key."""
    pk, version = links_standing.read_key(CALENDAR, key)
    feed = RosterFeed.objects.filter(user=pk, version=version).select_related("user").first()
    if feed is None or not team_rules.standing(feed.user, now=clock.now()).in_team:
        raise LinkRefused(exceptions.REVOKED)
    now = clock.now()
    first, last = localdate(now) - BACK, selectors.last_day(parameters_in_force(), now=now)
    duties = RosterDuty.objects.in_days(first, last).of(feed.user)
    return file_response(of_duties(duties), "roster.ics", save=False)


def _calendar_address(user: User) -> str:
    feed = RosterFeed.objects.filter(user=user).first()
    if feed is None:
        return ""
    key = links_standing.key(CALENDAR, user.pk, feed.version)
    return reverse("socialmedia:roster_feed", args=[key])


def _monday(week: str) -> date:
    monday = weeks.read(week)
    if monday is None:
        raise Http404
    return monday
