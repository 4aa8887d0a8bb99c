"""The public page about our channels, and the team's board: what waits, and how today goes."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.time import clock
from lla.time.days import local_days

from ..channels.choices import ChannelKind
from ..channels.models import Channel
from ..guidelines.models import GuidelineVersion
from ..guidelines.parameters import Parameters
from ..guidelines.selectors import parameters_in_force
from ..guidelines.verdicts import TONES
from ..meetings import rules as meetings_rules
from ..posts.checks.placement import day_verdict
from ..posts.choices import VariantStatus
from ..posts.models import Variant
from ..reports.models import Report
from ..roster import selectors as roster_selectors
from ..roster.coverage import Facts
from ..roster.views.weeks import as_it_stands, on_today
from ..staffing.checks import check
from ..staffing.selectors import team_in
from ..staffing.views import LIGHTS
from ..team.decorators import for_readers, standing_of
from ..team.rules import Standing
from .selectors import messages_by_clock, short, waiting_for

SOON = timedelta(days=7)
REPORTS_SHOWN = 12


def board_facts(user: User, standing: Standing, figures: Parameters, *, now: datetime) -> dict[str, Any]:
    """Everything on the board, for one reader."""
    today = localdate(now)
    known = roster_selectors.facts(today, roster_selectors.last_day(figures, now=now))
    days = [today + timedelta(days=at) for at in range(7)]
    coming = as_it_stands(days, known, figures, now=now)
    needed = [duty for duty in coming.duties if duty.on == today and duty.channel.is_open]
    return {
        "waiting": waiting_for(user, standing, known, figures, now=now),
        "inbox": [] if standing.in_team else messages_by_clock(figures, now=now),
        "pages": _pages(known, figures, today),
        "mine": [duty for duty in needed if duty.user_id == user.pk],
        "on_today": on_today(needed, today),
        "gaps": short(coming.gaps()),
        "clashes": short(coming.clashes()),
        "meetings": [
            pace
            for pace in meetings_rules.paces(figures=figures, today=today)
            if pace.due_on is None or pace.due_on <= today + SOON
        ],
        "staffing": check(team_in(today, today), today, figures),
        "lights": LIGHTS,
    }


def _pages(known: Facts, figures: Parameters, today: date) -> list[dict[str, Any]]:
    """The posts of each page on this day in London, against the aim."""
    counted: dict[tuple[int, str], int] = {
        (channel, status): count
        for channel, status, count in Variant.objects.lying_in(*local_days(today, today))
        .order_by("channel")
        .values_list("channel", "status")
        .annotate(count=Count("pk"))
    }
    pages = []
    for channel in known.channels.values():
        if channel.is_open and channel.kind == ChannelKind.PAGE:
            posted = counted.get((channel.pk, VariantStatus.POSTED), 0)
            planned = counted.get((channel.pk, VariantStatus.PLANNED), 0)
            verdict = day_verdict(posted + planned, figures)
            counts = {"posted": posted, "planned": planned}
            pages.append({"name": channel.name, **counts, "verdict": verdict, "tone": TONES[verdict.level]})
    return pages


@require_safe
def social(request: HttpRequest) -> HttpResponse:
    """Where everybody finds us, by which guidelines we post, and where to complain."""
    channels = Channel.objects.open().exclude(address="").select_related("platform")
    reader = standing_of(request)
    context = {
        "pages": channels.pages(),
        "reports": Report.objects.published()[:REPORTS_SHOWN],
        "guidelines": GuidelineVersion.objects.in_force(),
        "may_enter": request.user.is_anonymous or reader.in_team or reader.leads,
    }
    return render(request, "socialmedia/dashboard/social.html", context)


@require_safe
@for_readers
def board(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What waits for the reader, what waits for anybody, and how today goes."""
    now = clock.now()
    reader = standing_of(request, now=now)
    facts = board_facts(request.user, reader, parameters_in_force(), now=now)
    return render(request, "socialmedia/dashboard/board.html", {"standing": reader, **facts})
