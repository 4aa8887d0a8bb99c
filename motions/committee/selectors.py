"""What the committee is shown across many rows: its members, the queue, similar motions, a whole history."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import Case, Count, F, Max, Q, QuerySet, Subquery, Value, When
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.accounts.rights import holders_of
from lla.words import search as words_search
from lla.words.folding import folded
from lla.words.functions import SortKey

from ..agenda.choices import Nature
from ..agenda.deadlines import moment
from ..agenda.models import AgendaItem
from ..motion.choices import BEFORE_RECEIPT, DESK, Act, Outcome, Role, Status
from ..motion.models import Backing, Motion, MotionEvent, Revision, Ruling
from ..motion.querysets import MotionQuerySet
from .choices import Finding, Point


def committee_members() -> QuerySet[User]:
    """Everybody who may act on motions, in alphabetical order."""
    people = holders_of("motions.rule_motion", superusers=True).filter(is_staff=True)
    return people.order_by(SortKey("name"), "email")


# What waits for the committee first, the oldest on top; then the rest as it came.
BY_AGE = (
    Case(When(status__in=DESK, then=Value(0)), default=Value(1)).asc(),
    F("received_at").asc(nulls_last=True),
    "pk",
)


# A motion is near another when it ranks at least this share of the other's own rank for its telling words.
NEAR = 0.42
NEAREST = 5
TELLING_WORDS = 40
_WORD = re.compile(r"[^\W\d_]{5,}")
_COMMONPLACE = frozenset(
    [
        "about",
        "agree",
        "agrees",
        "also",
        "believes",
        "conference",
        "further",
        "motion",
        "motions",
        "network",
        "notes",
        "other",
        "resolves",
        "should",
        "their",
        "there",
        "these",
        "those",
        "which",
        "would",
    ]
)


_TEXTS = ("current", "current__base", "amends__current")


def for_the_queue() -> MotionQuerySet:
    """All motions with everything a line of the committee's queue says, long texts left where they are."""
    standing = Q(backings__confirmed_at__isnull=False, backings__withdrawn_at__isnull=True)
    return (
        Motion.objects.any_nature()
        .select_related(
            "conference", "item", "assigned_to", "current__base", "amends__current", "pending_carry"
        )
        .defer(*(f"{text}__{field}" for text in _TEXTS for field in ("body", "appendix", "search")))
        .annotate(
            standing=Count("backings", filter=standing, distinct=True),
            concerns=Count("checks", filter=Q(checks__finding=Finding.CONCERN), distinct=True),
        )
    )


def for_the_sheet() -> MotionQuerySet:
    """All motions with everything the committee reads about one."""
    return (
        Motion.objects.any_nature()
        .for_papers()
        .select_related("assigned_to", "group")
        .prefetch_related(
            "checks",
            "notes__by",
            "recusals__user",
            "rulings__proposed_by",
            "rulings__seconded_by",
            "duplicates__other__current",
            "former_labels__item",
        )
    )


def search(motions: MotionQuerySet, asked: str) -> MotionQuerySet:
    """Those of a reference or a label; if none, of a title, a text, a group or somebody behind them."""
    known = Motion.objects.any_nature()
    called = motions.filter(pk__in=known.called(asked).values("pk"))
    if called.exists():
        return called
    question = words_search.read(asked)
    ways = [known.headed(asked), known.of_group(asked), known.with_somebody_called(asked)]
    if question.notation:
        ways += [known.saying(question), known.amending(question)]
    return motions.filter(reduce(or_, (Q(pk__in=way.values("pk")) for way in ways)))


def near(motion: Motion) -> MotionQuerySet:
    """Motions to the same conference that say much the same, the nearest first; five at most."""
    words = _telling_words(motion.current)
    if not words:
        return Motion.objects.any_nature().none()
    query = words_search.any_of(words).query
    rank = SearchRank(F("current__search"), query)
    own = Motion.objects.any_nature().filter(pk=motion.pk).annotate(rank=rank).values("rank")
    return (
        Motion.objects.main()
        .filter(conference=motion.conference_id, current__search=query)
        .exclude(pk=motion.pk)
        .exclude(status=Status.WITHDRAWN)
        .annotate(rank=rank)
        .filter(rank__gte=NEAR * Subquery(own))
        .order_by("-rank", "pk")[:NEAREST]
    )


def _telling_words(text: Revision | None) -> list[str]:
    """The words of the title, then those the body uses most, without what every motion says."""
    if text is None:
        return []
    title, body = (_WORD.findall(folded(words).replace("-", "")) for words in (text.title, text.body))
    frequent = [word for word, _ in Counter(body).most_common(2 * TELLING_WORDS)]
    telling = [word for word in dict.fromkeys(title + frequent) if word not in _COMMONPLACE]
    return telling[:TELLING_WORDS]


@dataclass(frozen=True)
class Progress:
    """How many of an agenda item's motions, not their amendments, the committee has ruled on, of how many."""

    item: AgendaItem
    ruled: int
    of: int


def progress(*, now: datetime) -> list[Progress]:
    """Of the items with motions that wait, at conferences still to come."""
    coming = AgendaItem.objects.filter(conference__ends_on__gte=localdate(now)).select_related("conference")
    waiting = _counted(coming).filter(waiting__gt=0)
    return [_progress(item) for item in waiting.order_by("conference__starts_on", "order")]


def progress_of(item: AgendaItem) -> Progress:
    return _progress(_counted(AgendaItem.objects.filter(pk=item.pk)).get())


def _counted(items: QuerySet[AgendaItem]) -> Any:
    counts = ~Q(motions__nature=Nature.AMENDMENT) & ~Q(
        motions__status__in=(*BEFORE_RECEIPT, Status.WITHDRAWN)
    )
    waiting = Count("motions", filter=counts & Q(motions__status__in=DESK))
    return items.annotate(waiting=waiting, before_us=Count("motions", filter=counts))


def _progress(item: Any) -> Progress:
    return Progress(item, item.before_us - item.waiting, item.before_us)


def newest_step(pk: int) -> int:
    """The newest step of a motion's history. Ask for it first, so that nothing later counts as seen."""
    return MotionEvent.objects.filter(motion=pk).aggregate(newest=Max("pk"))["newest"] or 0


def open_ruling(motion: Motion) -> Ruling | None:
    """The proposal that waits for a second person."""
    return motion.rulings.filter(decided_at=None, declined_at=None).first()


def ruling_in_force(motion: Motion) -> Ruling | None:
    """The ruling by which a motion is in order or ruled out; its status has the outcome's name."""
    if motion.status not in (Outcome.IN_ORDER, Outcome.RULED_OUT):
        return None
    decided = motion.rulings.filter(outcome=motion.status, decided_at__isnull=False, ended_at=None)
    return decided.order_by("decided_at", "pk").last()


FOR_US_ONLY = " · for the committee only"


@dataclass(frozen=True)
class HistoryStep:
    """One step, for the history component: when, what, by whom and for whom, what was said with it."""

    at: str
    words: str
    by: str
    note: str


def full_history(motion: Motion) -> list[HistoryStep]:
    """Every step, the newest first."""
    events = list(motion.events.select_related("remark").order_by("-pk"))
    names = _names(motion, events)
    rulings = {ruling.pk: ruling for ruling in motion.rulings.all()}
    return [
        HistoryStep(
            at=moment(event.at),
            words=event.get_act_display(),
            by=names.get(event.actor_key, "the site") + ("" if event.public else FOR_US_ONLY),
            note=_note(event, names, rulings),
        )
        for event in events
    ]


def _names(motion: Motion, events: Iterable[MotionEvent]) -> dict[str, str]:
    """Who is behind a key such as "user:4" or "backing:7"."""
    keys = {event.actor_key for event in events} | {_assigned(event) for event in events}
    users = {int(key.removeprefix("user:")) for key in keys if key.startswith("user:")}
    names = {f"user:{user.pk}": f"{user}, committee" for user in User.objects.filter(pk__in=users)}
    for backing in motion.backings.all():
        names[f"backing:{backing.pk}"] = f"{backing.name}, {Role(backing.role).label.lower()}"
    others = {int(key.removeprefix("backing:")) for key in keys - set(names) if key.startswith("backing:")}
    for backing in Backing.objects.filter(pk__in=others).select_related("motion"):
        role = Role(backing.role).label.lower()
        names[f"backing:{backing.pk}"] = f"{backing.name}, {role} of {backing.motion.reference}"
    return names


def _assigned(event: MotionEvent) -> str:
    return f"user:{event.details['to']}" if event.details.get("to") else ""


def _note(event: MotionEvent, names: dict[str, str], rulings: dict[int, Ruling]) -> str:
    """What was said with a step, or what its keys and figures mean."""
    if hasattr(event, "remark"):
        return event.remark.words
    match event.act:
        case Act.ASSIGNED:
            return f"To {names.get(_assigned(event), 'nobody')}"
        case Act.CHECKED:
            return "; ".join(_finding(point, finding) for point, finding in event.details["findings"].items())
        case Act.SUBMITTED | Act.REVISED | Act.SLIP_CORRECTED | Act.RECEIVED | Act.RECEIVED_LATE if (
            "revision" in event.details
        ):
            return f"Revision {event.details['revision']}"
        case Act.DUPLICATE_MARKED | Act.DUPLICATE_UNMARKED:
            return f"Of m{event.details['other']}"
        case _ if ruling := rulings.get(event.details.get("ruling", 0)):
            return ": ".join(filter(None, (_proposed(event, ruling), ruling.rule, ruling.reason)))
    return ""


def _proposed(event: MotionEvent, ruling: Ruling) -> str:
    """What was proposed, where the step's own name does not say it."""
    return ruling.get_outcome_display() if event.act in (Act.PROPOSED, Act.DECLINED) else ""


def _finding(point: str, finding: str) -> str:
    words = Finding(finding).label.lower() if finding else "mark removed"
    return f"{Point(point).label}: {words}"
