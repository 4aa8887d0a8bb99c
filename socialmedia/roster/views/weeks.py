"""The roster by weeks: reading it, taking what is empty, filling a week, and a private calendar."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.decorators import private
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.refusals import NotAllowed
from lla.forms.base import post_data, refusals_as_errors
from lla.links import exceptions
from lla.links import standing as links_standing
from lla.links.exceptions import LinkRefused
from lla.papers.responses import file_response
from lla.time import calendar_files, clock, weeks

from ...guidelines.parameters import Parameters
from ...guidelines.selectors import parameters_in_force
from ...team import rules as team_rules
from ...team.decorators import actor, asking, for_coordinator, for_readers, for_team, standing_of
from .. import rules, selectors, workflow
from ..choices import DutyKind
from ..coverage import Clash, Facts, Gap, Place, clashes, gaps, place_of, places
from ..forms import WeekForm, name_of, place_named, week_name
from ..models import RosterDuty, RosterFeed, Swap
from ..papers import of_duties


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a line: who is down for it, and whether it needs somebody and the reader may take it."""

    place: Place
    who: str
    mine: bool
    needed: bool
    may_take: bool
    field: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a channel, day by day."""

    channel: str
    what: str
    cells: list[Cell]

    @property
    def people(self) -> list[tuple[str, str, bool]]:
        """Who has it, by person: the name, on which days, and whether it is the reader; nobody comes last."""
        days: dict[tuple[str, bool], list[date]] = {}
        for cell in self.cells:
            if cell.who or cell.needed:
                days.setdefault((cell.who, cell.mine), []).append(cell.place.on)
        whole = len(days) == 1 and len(self.cells) == sum(map(len, days.values()))
        said = [
            (who, "all week" if whole else ", ".join(f"{day:%a}" for day in on), mine)
            for (who, mine), on in days.items()
        ]
        return sorted(said, key=lambda line: not line[0])

    @property
    def to_take(self) -> list[Place]:
        return [cell.place for cell in self.cells if cell.may_take]


@dataclass(frozen=True)
class Week:
    """A week as it stands, with what it lacks from today on."""

    monday: date
    days: list[date]
    duties: list[RosterDuty]
    facts: Facts
    figures: Parameters
    today: date

    @property
    def coming(self) -> list[date]:
        return [day for day in self.days if day >= self.today]

    def _down(self) -> list[RosterDuty]:
        return [duty for duty in self.duties if duty.on >= self.today]

    def gaps(self) -> list[Gap]:
        return gaps(self.facts, self._down(), self.coming)

    def clashes(self) -> list[Clash]:
        return clashes(self.facts, self._down(), most=self.figures.most_duties)

    def held(self) -> dict[Place, int]:
        """Who looks after what, of those things that somebody is needed for and whose day has not passed."""
        down = {place_of(duty): duty.user_id for duty in self.duties}
        return {place: down[place] for place in self.places() if place in down}

    def places(self) -> list[Place]:
        """What may still change in this week: needed by an open channel, or somebody is down for it."""
        needed = places(self.facts.channels.values(), self.coming)
        known = set(needed)
        return needed + [place for place in map(place_of, self._down()) if place not in known]

    def lines(self, cell: Callable[[Place, RosterDuty | None], Cell]) -> list[Line]:
        """The table; what is down for a channel that is not open any more has its line, too."""
        down = {place_of(duty): duty for duty in self.duties}
        pairs = {
            (place.channel, place.kind): None for place in places(self.facts.channels.values(), self.days)
        }
        pairs |= {(place.channel, place.kind): None for place in down}
        return [
            Line(
                self.facts.channels[channel].name,
                DutyKind(kind).label,
                [cell(Place(channel, kind, day), down.get(Place(channel, kind, day))) for day in self.days],
            )
            for channel, kind in pairs
        ]


def week_of(monday: date, *, now: datetime) -> Week:
    """A week as the database has it: five queries."""
    days = weeks.days_of(monday)
    return as_it_stands(days, selectors.facts(days[0], days[-1]), parameters_in_force(), now=now)


def as_it_stands(days: list[date], facts: Facts, figures: Parameters, *, now: datetime) -> Week:
    """Any days in a row, by facts that reach at least as far: one query."""
    duties = list(RosterDuty.objects.in_days(days[0], days[-1]))
    return Week(days[0], days, duties, selectors.with_names_of(facts, duties), figures, localdate(now))


def cell_for(week: Week, user: User, *, in_team: bool, now: datetime) -> Callable[..., Cell]:
    """How a reader sees a place: whose it is, and whether they may take it."""
    needed = set(places(week.facts.channels.values(), week.days))

    def cell(place: Place, duty: RosterDuty | None) -> Cell:
        free = duty is None and in_team and place in needed
        refused = free and rules.why_not_assign(place, user.pk, week.facts, week.figures, now=now)
        who = str(duty.user) if duty else ""
        mine = bool(duty and duty.user_id == user.pk)
        return Cell(place, who, mine, place in needed, free and not refused)

    return cell


def on_today(duties: Iterable[RosterDuty], today: date) -> list[tuple[str, Sequence[RosterDuty]]]:
    """Who is on today, channel by channel."""
    by_channel: dict[str, list[RosterDuty]] = {}
    for duty in duties:
        if duty.on == today:
            by_channel.setdefault(str(duty.channel), []).append(duty)
    return list(by_channel.items())


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


def _week(request: AuthenticatedHttpRequest, monday: date, *, refused: Sequence[str] = ()) -> HttpResponse:
    """A week as it is now, with what refused a button that was pressed on it."""
    now, standing = clock.now(), standing_of(request)
    week = week_of(monday, now=now)
    mine = [duty for duty in week.duties if duty.user_id == request.user.pk and duty.on >= week.today]
    calendar = _calendar_address(request.user) if standing.in_team else ""
    context = {
        **_facts(week, now=now),
        "standing": standing,
        "lines": week.lines(cell_for(week, request.user, in_team=standing.in_team, now=now)),
        "on_today": on_today(week.duties, week.today),
        "mine": mine,
        "asked": set(Swap.objects.asked_by(request.user).values_list("duty", flat=True)) if mine else (),
        "calendar": calendar,
        "subscribe_url": calendar_files.subscription(calendar),
        "reasons": refused,
    }
    return render(request, "socialmedia/roster/roster.html", context, status=409 if refused else 200)


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


@asking
@for_coordinator
def edit_roster(request: AuthenticatedHttpRequest, week: str) -> HttpResponse:
    """A form for the whole week, saved whole; its gaps can begin with who did it the week before."""
    now, shown = clock.now(), week_of(_monday(week), now=clock.now())
    from_before = request.GET.get("as") == "before"
    filled = _as_before(shown, now=now) if from_before else {}
    held = shown.held()
    swapped = set(Swap.objects.agreed(shown.duties).values_list("duty", flat=True))
    agreed = [place for duty in shown.duties if (place := place_of(duty)) in held and duty.pk in swapped]
    places = shown.places()
    form = WeekForm(
        post_data(request), places=places, facts=shown.facts, held=held, filled=filled, agreed=agreed
    )
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            count = workflow.assign(form.changes(), by=actor(request))
            messages.success(request, " ".join([_saved(count), *form.left_out()]))
            return redirect("socialmedia:roster_week", week)
    lines = shown.lines(partial(_with_field, form))
    blocks = _by_channel(lines, form, opened=bool(filled))
    context = {**_facts(shown, now=now), "form": form, "blocks": blocks, "filled": len(filled)}
    context["from_before"] = from_before
    return render(request, "socialmedia/roster/edit_roster.html", context)


def _by_channel(lines: Iterable[Line], form: WeekForm, *, opened: bool) -> list[dict[str, Any]]:
    """Each channel with its person for the week, and its days: `opened` where something is wrong with one."""
    blocks = []
    for channel, of_channel in groupby(lines, key=lambda line: line.cells[0].place.channel):
        rows = list(of_channel)
        wrong = any(cell.field.errors for line in rows for cell in line.cells if cell.field)
        name = week_name(channel)
        field = form[name] if name in form.fields else None
        now = dict.fromkeys(cell.who for line in rows for cell in line.cells if cell.who)
        block = {"name": rows[0].channel, "field": field, "lines": rows, "now": list(now)}
        blocks.append({**block, "opened": opened or wrong})
    return blocks


def _as_before(week: Week, *, now: datetime) -> dict[Place, int]:
    """Who looked after the empty places a week earlier, if they can again."""
    holders, places = week.held(), week.places()
    earlier = RosterDuty.objects.in_days(*(day - timedelta(days=7) for day in (week.days[0], week.days[-1])))
    did = {(duty.channel_id, duty.kind, duty.on + timedelta(days=7)): duty.user_id for duty in earlier}
    able = {}
    for place in places:
        person = did.get((place.channel, place.kind, place.on))
        if person is None or place in holders:
            continue
        if not rules.why_not_assign(place, person, week.facts, week.figures, now=now):
            able[place] = person
    return able


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
    monday = weeks.monday_of(place.on)
    try:
        duty = workflow.take(place, user=request.user, by=actor(request))
    except NotAllowed as refused:
        return _week(request, monday, refused=refused.reasons)
    messages.success(request, f"This is now your duty: {duty}.")
    return redirect("socialmedia:roster_week", weeks.named(monday))


@require_POST
@for_team
def new_calendar(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A private address for one's own duties; an earlier one ends."""
    feed = workflow.renew_calendar(request.user)
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
