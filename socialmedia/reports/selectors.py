"""Counting what the team did in a month, for the coordinator's report."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils.timezone import localdate

from lla.time import clock, weeks
from lla.time.days import local_days

from ..channels.models import Channel
from ..comments.choices import Response
from ..comments.rules import by_response
from ..complaints.choices import ComplaintAbout, ComplaintKind, ComplaintStatus
from ..complaints.models import Complaint
from ..filters.rules import drifts
from ..forums.models import BreachCase
from ..guidelines.choices import Duty, Level
from ..guidelines.parameters import Parameters, about
from ..guidelines.selectors import Versions, parameters
from ..meetings.choices import MeetingKind
from ..meetings.models import Meeting
from ..meetings.rules import paces
from ..messages.selectors import answering
from ..posts.models import DayVerdict, Override
from ..roster.selectors import missing
from ..staffing.checks import check
from ..staffing.selectors import team_in
from ..statistics.models import WeekFigures
from ..statistics.selectors import weeks_of
from ..team.choices import Role
from ..team.models import Appointment
from ..team.selectors import leadership
from . import month as reports_month
from .month import Aim, Answers, Month, Output, Reason

WEEKS_SHOWN = 13


def facts_of(month: date) -> Month:
    """The month that begins on a day, as the database has it now."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    since, before = local_days(month, last)
    monday = weeks.monday_of(last)
    until = min(last, localdate(clock.now()))
    versions = Versions.known()
    version, figures = versions.on(until), versions.figures_on(until)
    judged = _judged(month, last)
    return Month(
        first=month.isoformat(),
        version=version.number if version else 0,
        aims=_aims(judged) or (reports_month.aim(figures),),
        output=tuple(_outputs(judged, month, last)),
        reasons=tuple(_reasons(since, before)),
        answers=_answers(month, last, versions),
        counts=_counts(month, last, since, before),
        sentences=tuple(_standing(month, until, figures)),
        weeks=weeks_of(WeekFigures.objects.in_weeks(weeks.shifted(monday, 1 - WEEKS_SHOWN), monday)),
    )


def _judged(first: date, last: date) -> list[DayVerdict]:
    """What the nights wrote down, page by page in the order of preference."""
    found = DayVerdict.objects.filter(on__range=(first, last)).select_related("channel", "version")
    return list(found.order_by("channel__platform__order", "channel", "on"))


def _aims(judged: Sequence[DayVerdict]) -> tuple[Aim, ...]:
    """The aims of the versions that these days were judged by, each once, the earliest first."""
    in_order = sorted(judged, key=lambda one: one.on)
    return tuple(dict.fromkeys(reports_month.aim(parameters(one.version)) for one in in_order))


def _outputs(judged: Iterable[DayVerdict], first: date, last: date) -> Iterable[Output]:
    """Each page that was looked after, by what was written down of its days."""
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    pages: dict[Channel, dict[date, tuple[int, str]]] = {}
    for one in judged:
        pages.setdefault(one.channel, {})[one.on] = (one.posts, one.level)
    for channel, levels in pages.items():
        yield reports_month.output(channel.name, days, levels)


def _reasons(since: datetime, until: datetime) -> Iterable[Reason]:
    found = Override.objects.filter(at__gte=since, at__lt=until).select_related("post", "channel")
    for one in found.order_by("pk"):
        yield Reason(
            on=localdate(one.at).isoformat(),
            check=_check(one.code),
            channel=str(one.channel or ""),
            post=one.post.title,
            why=one.why,
        )


def _check(code: str) -> str:
    """What a check asks for, in the words of the guidelines' own figure where it has one."""
    if code in Parameters.__dataclass_fields__:
        return about(code).words
    return code.replace("_", " ").capitalize()


def _answers(first: date, last: date, versions: Versions) -> Answers:
    """Each message by the clocks of the day on which it came in."""
    now = clock.now()
    spells = [
        answering(begins, ends, figures=figures, now=now)
        for begins, ends, figures in versions.spells(first, last)
    ]
    names = [field.name for field in fields(Answers)]
    return Answers(**{name: sum(getattr(spell, name) for spell in spells) for name in names})


def _counts(first: date, last: date, since: datetime, until: datetime) -> dict[str, dict[str, int]]:
    held = Meeting.objects.filter(on__range=(first, last), on__lte=localdate(clock.now()))
    return {
        "Comments": _said(by_response(first, last), {**dict(Response.choices), "": "Not dealt with"}),
        "Complaints": _complaints(since, until),
        "Cases": BreachCase.objects.aggregate(
            Opened=Count("pk", filter=Q(opened_at__gte=since, opened_at__lt=until)),
            Decided=Count("pk", filter=Q(decided_at__gte=since, decided_at__lt=until)),
            Closed=Count("pk", filter=Q(closed_at__gte=since, closed_at__lt=until)),
        ),
        "Meetings held": _said(Counter(held.values_list("kind", flat=True)), dict(MeetingKind.choices)),
    }


def _complaints(since: datetime, until: datetime) -> dict[str, int]:
    """By kind, without those that concern whoever writes or reads the report, or may do so."""
    today = localdate(clock.now())
    writers = Appointment.objects.in_force(on=today).with_role(Role.COORDINATOR, Role.MANAGER).people()
    found = (
        Complaint.objects.filter(received_at__gte=since, received_at__lt=until)
        .exclude(about__in=(ComplaintAbout.COORDINATOR, ComplaintAbout.MANAGER))
        .exclude(~Q(about=ComplaintAbout.NOBODY), status=ComplaintStatus.RECEIVED)
        .exclude(kept_out__user__in=[*writers, *leadership()])
    )
    return _said(Counter(found.values_list("kind", flat=True)), dict(ComplaintKind.choices))


def _said(counts: Mapping[str, int], labels: Mapping[str, str]) -> dict[str, int]:
    """Each count under its words, in the order of the labels; what never happened is left out."""
    return {words: counts[value] for value, words in labels.items() if counts.get(value)}


def _standing(first: date, until: date, figures: Parameters) -> Iterable[tuple[str, str]]:
    """How the team stood when the month ended: people, roster, filters and meetings, each in a sentence."""
    yield "Staffing", check(team_in(until, until), until, figures).sentence
    yield "Roster", _roster(first, until)
    if figures.keyword_filters != Duty.LEFT_OPEN:
        yield "Keyword filters", _filters(figures)
    for pace in paces(figures=figures, today=until):
        yield f"{pace.kind.label} meetings", pace.sentence


def _roster(first: date, last: date) -> str:
    empty = missing(first, last)
    if not empty:
        return "Every duty was covered every day."
    return f"{empty} duties were not covered." if empty > 1 else "1 duty was not covered."


def _filters(figures: Parameters) -> str:
    """As it is now: platforms do not tell what was in their settings then."""
    found = drifts(figures)
    behind = sum(one.verdict.level != Level.PASS for one in found)
    if not behind:
        return "Every open channel has the current filter list."
    if len(found) == 1:
        return "The only open channel does not have the current filter list."
    verb = "does" if behind == 1 else "do"
    return f"{behind} of the {len(found)} open channels {verb} not have the current filter list."
