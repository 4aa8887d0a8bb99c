"""The public page about our channels, and the team's board: what waits, and how today goes."""

from collections.abc import Iterable
from dataclasses import dataclass
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
from ..complaints.models import Complaint
from ..consultations import rules as consultations_rules
from ..consultations.models import Consultation
from ..consultations.querysets import ConsultationQuerySet
from ..guidelines.models import GuidelineVersion
from ..guidelines.parameters import Parameters
from ..guidelines.selectors import parameters_in_force
from ..guidelines.verdicts import TONES, Verdict
from ..meetings import rules as meetings_rules
from ..messages import rules as messages_rules
from ..messages.models import Message
from ..posts import selectors as posts_selectors
from ..posts.checks.placement import day_verdict
from ..posts.choices import VariantStatus
from ..posts.models import Post, Variant
from ..reports.choices import ReportStatus
from ..reports.models import Report
from ..roster import rules as roster_rules
from ..roster import selectors as roster_selectors
from ..roster.coverage import Facts
from ..roster.models import Swap
from ..roster.views.week import as_it_stands, on_today
from ..staffing.checks import check
from ..staffing.selectors import team_in
from ..staffing.views import LIGHTS
from ..team.decorators import for_readers, standing_of
from ..team.rules import Standing

SHOWN = 8  # lines of each part; the rest is one link away
SOON = timedelta(days=7)
ABOUT_A_COMPLAINT = "Your view on a complaint"


@dataclass(frozen=True, slots=True)
class Short:
    """The first lines of a list, and whether there are more."""

    lines: list[Any]
    more: bool


@dataclass(frozen=True, slots=True)
class PageToday:
    """The posts of one page on this day in London, against the aim."""

    name: str
    posted: int
    planned: int
    verdict: Verdict

    @property
    def tone(self) -> str:
        return TONES[self.verdict.level]


def short(found: Iterable[Any]) -> Short:
    """Give a list of `SHOWN` and one more, or all of them."""
    lines = list(found)
    return Short(lines[:SHOWN], len(lines) > SHOWN)


def board_facts(user: User, standing: Standing, figures: Parameters, *, now: datetime) -> dict[str, Any]:
    """Everything on the board, for one reader."""
    today = localdate(now)
    known = roster_selectors.facts(today, roster_selectors.last_day(figures, now=now))
    days = [today + timedelta(days=at) for at in range(7)]
    coming = as_it_stands(days, known, figures, now=now)
    return {
        **_for_one(user, standing, known, now=now),
        "inbox": _inbox(figures, now=now),
        "pages": _pages(known, figures, today),
        "on_today": on_today(coming.duties, today),
        "gaps": short(coming.gaps()),
        "clashes": short(coming.clashes()),
        "meetings": _meetings(figures, today),
        "staffing": check(team_in(today, today), today, figures),
        "lights": LIGHTS,
    }


def _for_one(user: User, standing: Standing, known: Facts, *, now: datetime) -> dict[str, Any]:
    """What waits for the reader: of complaints only those that they may know of."""
    today = localdate(now)
    seen = consultations_rules.visible_to(user, standing, now=now)
    asked = Consultation.objects.asking(user).values("pk")
    handled = Complaint.objects.handled_by(user, standing, on=today).standing()
    known_of = Complaint.objects.visible_to(user, standing, on=today)
    over = Report.objects.filter(month__lt=today.replace(day=1))
    drafts = over.filter(status=ReportStatus.DRAFT).order_by("month")
    return {
        "views": _views(seen.filter(pk__in=asked)),
        "posts": short(_to_check(user)) if standing.in_team else short([]),
        "swaps": _swaps(user, known, now=now) if standing.in_team else [],
        "complaints": handled.count() if standing.coordinates or standing.leads else 0,
        "to_decide": known_of.without_the_leaderships_word().count() if standing.leads else 0,
        "reports": drafts[:SHOWN] if standing.coordinates else [],
    }


def _views(asked: ConsultationQuerySet) -> Short:
    """Questions to the reader; one about a complaint keeps its words to its own page."""
    found = asked.order_by("closes_at", "pk")[: SHOWN + 1]
    confidential = consultations_rules.is_confidential
    return short((one, ABOUT_A_COMPLAINT if confidential(one) else one.question) for one in found)


def _to_check(user: User) -> Iterable[Post]:
    """Nobody checks words of their own."""
    found = Post.objects.waiting().not_written_by(user, acts=posts_selectors.WROTE)
    return found.select_related("author")[: SHOWN + 1]


def _swaps(user: User, known: Facts, *, now: datetime) -> list[Swap]:
    """Duties that somebody asks the reader, or anybody, to take over, and the reader could."""
    asked = Swap.objects.open(on=localdate(now)).before(user)
    return [one for one in asked if not roster_rules.why_not_accept(one, user, known, now=now)]


def _inbox(figures: Parameters, *, now: datetime) -> Short:
    """What is answered by the clock, the first to run out first; not who wrote it nor what."""
    waiting = Message.objects.waiting().clocked().select_related("channel").order_by("came_at", "pk")
    lines = [messages_rules.line_of(one, figures=figures, now=now) for one in waiting[: SHOWN + 1]]
    return short(lines)


def _pages(known: Facts, figures: Parameters, today: date) -> list[PageToday]:
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
            pages.append(PageToday(channel.name, posted, planned, verdict))
    return pages


def _meetings(figures: Parameters, today: date) -> list[meetings_rules.Pace]:
    """Meetings that are overdue, or due within a week."""
    found = meetings_rules.paces(figures=figures, today=today)
    return [one for one in found if one.due_on is None or one.due_on <= today + SOON]


@require_safe
def social(request: HttpRequest) -> HttpResponse:
    """Where everybody finds us, by which guidelines we post, and where to complain."""
    channels = Channel.objects.open().exclude(address="").select_related("platform")
    reader = standing_of(request)
    context = {
        "pages": channels.pages(),
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
    told = board_facts(request.user, reader, parameters_in_force(), now=now)
    return render(request, "socialmedia/dashboard/board.html", {"standing": reader, **told})
