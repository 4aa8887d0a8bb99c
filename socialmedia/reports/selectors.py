"""Counting what the team did in a month, for the coordinator's report."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.timezone import localdate

from lla.time import clock, weeks
from lla.time.days import local_days
from lla.time.wording import short_day

from ..channels.models import Channel
from ..comments.choices import WAS_DONE
from ..comments.rules import by_response
from ..complaints.choices import ComplaintAbout, ComplaintKind, ComplaintStatus
from ..complaints.models import Complaint
from ..consultations.choices import Asked
from ..consultations.models import Consultation
from ..filters.rules import drifts
from ..forums.models import BreachCase
from ..guidelines.choices import Duty, Level
from ..guidelines.parameters import Parameters, about
from ..guidelines.selectors import Versions, parameters
from ..meetings.models import Meeting, MeetingKind
from ..meetings.rules import paces
from ..messages.clocks import Answers
from ..messages.selectors import answering
from ..posts.models import DayVerdict, Override
from ..results.models import worked
from ..roster.selectors import missing
from ..staffing.checks import check
from ..staffing.selectors import team_in
from ..statistics.models import WeekFigures
from ..statistics.papers import weeks_of
from ..team.choices import Role
from ..team.models import Appointment
from ..team.selectors import leadership
from . import month as reports_month
from .month import Consulted, Month, Output, Reason, Worked

WEEKS_SHOWN = 13


def facts_of(month: date) -> Month:
    """The month that begins on a day, as the database has it now."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    since, before = local_days(month, last)
    monday = weeks.monday_of(last)
    until = min(last, localdate(clock.now()))
    versions = Versions.known()
    version, figures = versions.on(until), versions.figures_on(until)
    nights = DayVerdict.objects.filter(on__range=(month, last)).select_related("channel", "version")
    judged = list(nights.order_by("channel__platform__order", "channel", "on"))
    in_order = sorted(judged, key=lambda verdict: verdict.on)
    aims = tuple(dict.fromkeys(reports_month.aim(parameters(verdict.version)) for verdict in in_order))
    return Month(
        first=month.isoformat(),
        version=version.number if version else 0,
        aims=aims or (reports_month.aim(figures),),
        output=tuple(_outputs(judged, month, last)),
        reasons=tuple(_reasons(since, before)),
        answers=_answers(month, last, versions),
        counts=_counts(month, last, since, before),
        sentences=tuple(_standing(month, until, figures)),
        worked=tuple(_worked(since, before)),
        weeks=weeks_of(WeekFigures.objects.in_weeks(weeks.shifted(monday, 1 - WEEKS_SHOWN), monday)),
        consulted=tuple(_consulted(since, before)),
        leadership_asked=_leadership_asked(before),
    )


def _outputs(judged: Iterable[DayVerdict], first: date, last: date) -> Iterable[Output]:
    """Each page that was looked after, by what was written down of its days."""
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    pages: dict[Channel, dict[date, tuple[int, str]]] = {}
    for verdict in judged:
        pages.setdefault(verdict.channel, {})[verdict.on] = (verdict.posts, verdict.level)
    for channel, levels in pages.items():
        yield reports_month.output(channel.name, days, levels)


def _reasons(since: datetime, until: datetime) -> Iterable[Reason]:
    overrides = Override.objects.filter(at__gte=since, at__lt=until).select_related("post", "channel")
    for override in overrides.order_by("pk"):
        yield Reason(
            on=localdate(override.at).isoformat(),
            check=_check(override.code),
            channel=str(override.channel or ""),
            post=override.post.title,
            why=override.why,
        )


def _consulted(since: datetime, until: datetime) -> Iterable[Consulted]:
    """What the team and the leadership were asked, but about complaints and cases."""
    asked = Consultation.objects.of_no_complaint_or_case().counting()
    asked = asked.filter(opened_at__gte=since, opened_at__lt=until)
    questions: Any = asked.with_counts().order_by("opened_at", "pk")
    for question in questions:
        yield Consulted(
            on=localdate(question.opened_at).isoformat(),
            asked=question.get_asked_display().lower(),
            question=question.question,
            answered=question.answered,
            of=question.asked_of,
        )


def _leadership_asked(until: datetime) -> str:
    """When the leadership was last asked, as of the end of the month."""
    asked = Consultation.objects.of_no_complaint_or_case().counting().filter(asked=Asked.LEADERSHIP)
    latest = asked.filter(opened_at__lt=until).order_by("opened_at").last()
    return f"{short_day(localdate(latest.opened_at))}: {latest.question}" if latest else "It was never asked."


def _worked(since: datetime, until: datetime) -> Iterable[Worked]:
    for result in worked(since, until):
        variant = result.variant
        posted = localdate(variant.posted_at) if variant.posted_at else result.on
        yield Worked(
            post=variant.post.title,
            channel=variant.channel.name,
            on=posted.isoformat(),
            reach=result.reach,
            responses=result.responses,
            clicks=result.clicks,
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
    meetings = Meeting.objects.filter(on__range=(first, last), on__lte=localdate(clock.now()))
    return {
        "Comments": _said(by_response(first, last), {**WAS_DONE, "": "Not dealt with"}),
        "Complaints": _complaints(since, until),
        "Cases": BreachCase.objects.aggregate(
            Opened=Count("pk", filter=Q(opened_at__gte=since, opened_at__lt=until)),
            Decided=Count("pk", filter=Q(decided_at__gte=since, decided_at__lt=until)),
            Closed=Count("pk", filter=Q(closed_at__gte=since, closed_at__lt=until)),
        ),
        "Meetings held": _said(Counter(meetings.values_list("kind", flat=True)), dict(MeetingKind.choices)),
    }


def _complaints(since: datetime, until: datetime) -> dict[str, int]:
    """By kind, without those that concern whoever writes or reads the report, or may do so."""
    today = localdate(clock.now())
    writers = Appointment.objects.in_force(on=today).with_role(Role.COORDINATOR, Role.MANAGER).people()
    counted = (
        Complaint.objects.filter(received_at__gte=since, received_at__lt=until)
        .exclude(about__in=(ComplaintAbout.COORDINATOR, ComplaintAbout.MANAGER))
        .exclude(~Q(about=ComplaintAbout.NOBODY), status=ComplaintStatus.RECEIVED)
        .exclude(kept_out__user__in=[*writers, *leadership()])
    )
    return _said(Counter(counted.values_list("kind", flat=True)), dict(ComplaintKind.choices))


def _said(counts: Mapping[str, int], labels: Mapping[str, str]) -> dict[str, int]:
    """Each count under its words, in the order of the labels; what never happened is left out."""
    return {words: counts[value] for value, words in labels.items() if counts.get(value)}


def _standing(first: date, until: date, figures: Parameters) -> Iterable[tuple[str, str]]:
    """How the team stood when the month ended: people, roster, filters and meetings, each in a sentence."""
    yield "Staffing", check(team_in(until, until), until, figures).sentence
    empty = missing(first, until)
    not_covered = "1 duty was not covered." if empty == 1 else f"{empty} duties were not covered."
    yield "Roster", not_covered if empty else "Every duty was covered every day."
    if figures.keyword_filters != Duty.LEFT_OPEN:
        yield "Keyword filters", _filters(figures)
    for pace in paces(figures=figures, today=until):
        yield f"{pace.kind.label} meetings", pace.sentence


def _filters(figures: Parameters) -> str:
    """As it is now: platforms do not tell what was in their settings then."""
    channels = drifts(figures)
    behind = sum(channel.verdict.level != Level.PASS for channel in channels)
    if not behind:
        return "Every open channel has the current filter list."
    if len(channels) == 1:
        return "The only open channel does not have the current filter list."
    verb = "does" if behind == 1 else "do"
    return f"{behind} of the {len(channels)} open channels {verb} not have the current filter list."
