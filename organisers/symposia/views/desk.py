"""The organiser's pages of symposia: the quarters of a region, and one symposium with all that is its."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.time import clock
from lla.time.parsing import iso_day

from ... import quarters
from ...appointments.decorators import organiser_required
from ...appointments.views import organiser_actor
from ...regions.models import Region
from .. import rules, selectors
from ..choices import OptionKind, Stage, SymposiumAct
from ..models import Symposium
from ..selectors import Consultation, consultation_of
from ..workflow import lifecycle

TONES = {
    Stage.CONSULTING: "wait",
    Stage.CONFIRMED: "good",
    Stage.HELD: "good",
    Stage.CANCELLED: "bad",
    Stage.MISSED: "bad",
}
PAST_SHOWN = 8


def get_symposium(region: Region, quarter: date) -> Symposium:
    """A region's symposium of a quarter; one that was cancelled only when no other took its place."""
    symposia = region.symposia.filter(quarter=quarter).select_related("region", "venue").order_by("-pk")
    standing = (symposium for symposium in symposia if symposium.stage != Stage.CANCELLED)
    if symposium := next(standing, None) or next(iter(symposia), None):
        return symposium
    raise Http404


@organiser_required
def desk_symposia(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """The quarters, this one first; a button begins the planning of one."""
    if request.method == "POST":
        # What is no day at all is no first day of a quarter either.
        quarter = iso_day(request.POST.get("quarter", "")) or date.max
        symposium = lifecycle.begin(region, quarter, by=organiser_actor(request))
        messages.success(request, f"Planning for {quarters.in_words(quarter)} has started.")
        return redirect("organisers:desk_symposium", region.slug, symposium.quarter)
    now = clock.now()
    this_quarter, *others = _quarters(region, now=now)
    context = {
        "region": region,
        "this_quarter": this_quarter,
        "next_step": rules.next_step(this_quarter["symposium"], now=now),
        "quarters": others,
        "venues": region.venues.count(),
    }
    return render(request, "organisers/symposia/desk_symposia.html", context)


def _quarters(region: Region, *, now: datetime) -> list[dict[str, Any]]:
    """This quarter, those to come, and the latest past ones that had a symposium."""
    present = quarters.quarter_of(localdate(now))
    ahead = [quarters.shifted(present, by) for by in range(rules.QUARTERS_AHEAD + 1)]
    known: dict[date, Symposium] = {}
    for symposium in region.symposia.order_by("quarter", "pk"):
        if symposium.stage != Stage.CANCELLED or symposium.quarter not in known:
            known[symposium.quarter] = symposium
    past = sorted((first for first in known if first < present), reverse=True)[:PAST_SHOWN]
    lines = []
    for first in (*ahead, *past):
        stage = Stage(known[first].stage) if first in known else None
        lines.append(
            {
                "first": first,
                "words": quarters.in_words(first),
                "symposium": known.get(first),
                "tone": TONES.get(stage, "") if stage else "",
                "may_begin": first >= present and stage in {None, Stage.CANCELLED},
            }
        )
    return lines


@require_safe
@organiser_required
def desk_symposium(request: HttpRequest, region: Region, quarter: date) -> HttpResponse:
    """One symposium: where it stands, what to do next, and everything said of it."""
    symposium, now = get_symposium(region, quarter), clock.now()
    consultation = consultation_of(symposium)
    context = {
        **symposium_context(symposium, now=now),
        "consultation": consultation,
        "rows": consultation.rows(),
        "totals": consultation.totals(),
        "cautions": _cautions(consultation, now=now),
        "replies": symposium.replies.select_related("group", "need").order_by("-coming", "group__name"),
        "places": _places(symposium),
        "published": selectors.published(symposium),
        "points": symposium.action_points.all(),
        "today": localdate(now),
        "answers_over": bool(symposium.consultation_closes_at and symposium.consultation_closes_at <= now),
        "left_over": selectors.undone_before(symposium).count(),
        "history": symposium.events.order_by("-pk")[:20],
        "source": selectors.address_of(symposium),
    }
    return render(request, "organisers/symposia/desk_symposium.html", context)


def symposium_context(symposium: Symposium, *, now: datetime) -> dict[str, Any]:
    """What every page of one symposium says on top."""
    return {
        "region": symposium.region,
        "symposium": symposium,
        "quarter": quarters.in_words(symposium.quarter),
        "tone": TONES.get(Stage(symposium.stage), ""),
        "next_step": rules.next_step(symposium, now=now),
        "may_cancel": Stage.CANCELLED in rules.MOVES[symposium.stage],
        "may_hold": not rules.why_not_hold(symposium, now=now),
        "begun": bool(symposium.starts_at and symposium.starts_at <= now),
    }


def _places(symposium: Symposium) -> int:
    """How many places the groups asked for."""
    return int(symposium.replies.aggregate(places=Sum("places"))["places"] or 0)


def _cautions(consultation: Consultation, *, now: datetime) -> list[str]:
    """What to look out for: with the venue chosen, or with each one offered for the earliest time.

    A venue that was chosen in time is booked in time.
    """
    symposium, options = consultation.symposium, consultation.options
    if symposium.stage in {Stage.HELD, Stage.CANCELLED, Stage.MISSED}:
        return []
    groups = len(consultation.invitations) or symposium.region.groups.affiliated().count()
    if symposium.venue:
        starts_at, venues = symposium.starts_at, [symposium.venue]
        now = symposium.events.filter(act=SymposiumAct.DECIDED).latest("pk").at
    else:
        times = [option.starts_at for option in options if option.kind == OptionKind.SLOT]
        starts_at = min(filter(None, times), default=None)
        venues = [option.venue for option in options if option.venue]
    places = _places(symposium)
    return [
        caution
        for venue in venues
        for caution in rules.cautions(venue, starts_at=starts_at, groups=groups, places=places, now=now)
    ]
