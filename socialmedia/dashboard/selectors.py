"""What waits for a reader of the board, out of everything the team works with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.pages.tasks import Task
from lla.time.days import day_ends
from lla.time.wording import day_in_words

from ..channels.choices import ChannelStatus
from ..comments.models import Incident
from ..complaints.models import Complaint
from ..consultations import rules as consultations_rules
from ..consultations.models import Consultation
from ..guidelines.parameters import Parameters
from ..guidelines.selectors import parameters_in_force
from ..messages import rules as messages_rules
from ..messages.clocks import Timing, clock_of
from ..messages.models import Message, MessageQuerySet
from ..posts import selectors as posts_selectors
from ..posts.choices import PostStatus, VariantStatus
from ..posts.models import Post, Variant
from ..reports.models import Report, ReportStatus
from ..roster import rules as roster_rules
from ..roster import selectors as roster_selectors
from ..roster.choices import DutyKind
from ..roster.coverage import Facts
from ..roster.models import RosterDuty, Swap
from ..team.rules import Standing

SHOWN = 8  # lines of each kind; the rest is one link away
MORE = {
    "View": ("More questions to answer", "socialmedia:consultations"),
    "Check": ("More posts to check", "socialmedia:posts"),
    "Publish": ("All posts of today", "socialmedia:planner"),
    "Answer": ("All messages", "socialmedia:messages"),
}


@dataclass(frozen=True, slots=True)
class Short:
    """The first lines of a list, and whether there are more."""

    lines: list[Any]
    more: bool


def short(rows: Iterable[Any]) -> Short:
    """Give a list of `SHOWN` and one more, or all of them."""
    lines = list(rows)
    return Short(lines[:SHOWN], len(lines) > SHOWN)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody, what is late first, and the lists of which there is more."""

    tasks: list[Task]
    more: list[tuple[str, str]]


def waiting_for(
    user: User, standing: Standing, known: Facts, figures: Parameters, *, now: datetime
) -> Waiting:
    """All in one list by the time until which it waits; what waits for no date comes last."""
    kinds = {"View": short(_views(user, standing, now=now))}
    if standing.in_team:
        kinds["Publish"] = short(_posts_due(user, now=now))
        kinds["Move"] = Short(list(_posts_to_move(user)), more=False)
        kinds["Check"] = short(_checks(user))
        kinds["Swap"] = Short(_swaps(user, known, now=now), more=False)
        kinds["Answer"] = short(_answers(figures, now=now))
        kinds["Decide"] = Short(list(_comments()), more=False)
    tasks = [task for lines in kinds.values() for task in lines.lines]
    tasks += [*_complaints(user, standing, on=localdate(now)), *_reports(standing, on=localdate(now))]
    more = [(MORE[kind][0], reverse(MORE[kind][1])) for kind, lines in kinds.items() if lines.more]
    return Waiting(sorted(tasks, key=lambda task: task.due_at), more)


def waiting_today(user: User, standing: Standing, *, now: datetime) -> Waiting:
    """The same for somebody who is not at the board, by the guidelines and the roster of now."""
    figures = parameters_in_force()
    known = roster_selectors.facts(localdate(now), roster_selectors.last_day(figures, now=now))
    return waiting_for(user, standing, known, figures, now=now)


def _views(user: User, standing: Standing, *, now: datetime) -> Iterable[Task]:
    """Questions to the reader; one about a complaint keeps its words to its own page."""
    asked = Consultation.objects.asking(user).values("pk")
    seen = consultations_rules.visible_to(user, standing, now=now).filter(pk__in=asked)
    for question in seen.select_related("complaint").order_by("closes_at", "pk")[: SHOWN + 1]:
        words = question.question
        if consultations_rules.is_confidential(question):
            complaint = getattr(question, "complaint", None)
            words = f"Your view on {f'complaint {complaint.reference}' if complaint else 'a complaint'}"
        page = reverse("socialmedia:consultation", args=[question.pk])
        yield Task("View", words, page, question.closes_at)


def _posts_due(user: User, *, now: datetime) -> Iterable[Task]:
    """Words due by midnight that are not out: the reader's own, and those where the reader posts today."""
    since, until = now - posts_selectors.TOLD_WITHIN, day_ends(localdate(now))
    posting = RosterDuty.objects.of(user).filter(kind=DutyKind.POSTING, on=localdate(now))
    theirs = Q(post__author=user) | Q(channel__in=posting.values("channel"))
    due = Variant.objects.overdue(since=since, before=until).filter(theirs)
    for variant in due.select_related("post", "channel")[: SHOWN + 1]:
        if variant.post.status == PostStatus.READY:
            page = reverse("socialmedia:put_out", args=[variant.post_id, variant.pk])
            yield Task("Publish", f"Post: {variant}", page, variant.planned_at)
        else:
            page = reverse("socialmedia:post", args=[variant.post_id])
            yield Task("Finish", f"Post: {variant}, not ready yet", page, variant.planned_at)


def _posts_to_move(user: User) -> Iterable[Task]:
    """The reader's own posts on channels on which nobody can publish now, channel by channel."""
    shut = (ChannelStatus.SUSPENDED, ChannelStatus.CLOSED)
    planned = Variant.objects.filter(
        status=VariantStatus.PLANNED, post__author=user, channel__status__in=shut
    )
    lines = planned.order_by().values("channel", "channel__name", "channel__status")
    for line in lines.annotate(number=Count("pk"), planned_at=Min("planned_at")).order_by("planned_at"):
        posts = "1 of your posts is" if line["number"] == 1 else f"{line['number']} of your posts are"
        status = ChannelStatus(line["channel__status"]).label.lower()
        words = f"{posts} planned on {line['channel__name']}, which is {status}"
        page = f"{reverse('socialmedia:posts')}?channel={line['channel']}&author={user.pk}"
        yield Task("Move", words, page, line["planned_at"])


def _checks(user: User) -> Iterable[Task]:
    """Posts, until they are to go out; nobody checks words of their own."""
    planned = Q(variants__status=VariantStatus.PLANNED)
    waiting = Post.objects.waiting().not_written_by(user, acts=posts_selectors.WROTE)
    posts: Any = waiting.annotate(planned_at=Min("variants__planned_at", filter=planned))
    for post in posts.select_related("author")[: SHOWN + 1]:
        page = reverse("socialmedia:check_post", args=[post.pk, "peer"])
        yield Task("Check", f"Post: {post}, written by {post.author}", page, post.planned_at)


def _swaps(user: User, known: Facts, *, now: datetime) -> list[Task]:
    """Duties that somebody asks the reader, or anybody, to take over, and the reader could."""
    page = reverse("socialmedia:swaps")
    return [
        Task(
            "Swap",
            f"{swap.duty}, {day_in_words(swap.duty.on, year=False)}: {swap.asked_by} asks "
            f"{'you' if swap.to_id else 'anybody'} to take this duty",
            page,
            swap.duty.on,
        )
        for swap in Swap.objects.open(on=localdate(now)).before(user)
        if not roster_rules.why_not_accept(swap, user, known, now=now)
    ]


def _answers(figures: Parameters, *, now: datetime) -> Iterable[Task]:
    """Messages, until the hour they are due, then their last day; not who wrote them nor what."""
    for message in _clocked():
        times = clock_of(message.came_at, figures)
        on_time = times.timing(now) == Timing.ON_TIME and times.soft_at < times.hard_at
        last_day = localdate(times.hard_at) - timedelta(days=1)
        page = reverse("socialmedia:message", args=[message.pk])
        yield Task("Answer", f"Message: {message}", page, times.soft_at if on_time else last_day)


def _comments() -> Iterable[Task]:
    """How many comments nobody has decided about."""
    if number := Incident.objects.waiting().count():
        words = "1 comment needs" if number == 1 else f"{number} comments need"
        yield Task("Decide", f"{words} a decision", reverse("socialmedia:comments"))


def messages_by_clock(figures: Parameters, *, now: datetime) -> list[messages_rules.Line]:
    """How the first messages stand that are answered by the clock."""
    return [messages_rules.line_of(message, figures=figures, now=now) for message in _clocked()[:SHOWN]]


def _clocked() -> MessageQuerySet:
    """What is answered by the clock, the first to run out first: `SHOWN` and one more."""
    clocked = Message.objects.waiting().clocked().select_related("channel")
    return clocked.order_by("came_at", "pk")[: SHOWN + 1]


def _complaints(user: User, standing: Standing, *, on: date) -> Iterable[Task]:
    """How many wait for the reader's answer, and for the leadership's word: only those they may know of."""
    page = reverse("socialmedia:complaints")
    if standing.coordinates or standing.leads:
        handled = Complaint.objects.handled_by(user, standing, on=on).standing()
        unanswered, decided = Q(held_at__isnull=True), Q(leadership_at__isnull=False)
        found = handled.aggregate(
            number=Count("pk", filter=~decided),
            answer_by=Min("due_on", filter=unanswered & ~decided),
            decided=Count("pk", filter=decided),
            close_by=Min("due_on", filter=unanswered & decided),
        )
        if number := found["number"]:
            words = f"{number} open complaint{'' if number == 1 else 's'}"
            yield Task("Answer", words, page, found["answer_by"])
        if number := found["decided"]:
            words = f"{number} complaint{'' if number == 1 else 's'} that the leadership has decided"
            yield Task("Close", words, page, found["close_by"])
    if standing.leads:
        known_of = Complaint.objects.visible_to(user, standing, on=on)
        if number := known_of.without_the_leaderships_word().count():
            words = f"{number} serious complaint{'' if number == 1 else 's'} for the leadership"
            yield Task("Decide", words, page)


def _reports(standing: Standing, *, on: date) -> Iterable[Task]:
    """Drafts of months that are over."""
    if standing.coordinates:
        over = Report.objects.filter(month__lt=on.replace(day=1), status=ReportStatus.DRAFT)
        for report in over.order_by("month")[:SHOWN]:
            yield Task("Send", f"{report} to the leadership", reverse("socialmedia:reports"))
