"""Questions about many conferences, motions or people behind them at once."""

import re
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVectorField
from django.db import models
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from .choices import EndedText, Finding, Kind, Outcome, Role, Route, Status

if TYPE_CHECKING:
    from .models import AgendaItem, Backing, Conference, Draft, Motion, Revision, Ruling

DESK = (Status.RECEIVED, Status.QUERIED)
BEFORE_RECEIPT = (Status.AWAITING, Status.GATHERING)
ENDED = (Status.WITHDRAWN, Status.RULED_OUT)
MOVERS = (Role.MOVER, Role.CO_MOVER)
# What waits for the committee first, the oldest on top; then the rest as it came.
BY_AGE = (
    Case(When(status__in=DESK, then=Value(0)), default=Value(1)).asc(),
    F("received_at").asc(nulls_last=True),
    "pk",
)

# Control characters, which no text of ours holds.
FOUND, END = "\x02", "\x03"

# A motion is near another when it ranks at least this share of the other's own rank for its telling words.
NEAR = 0.42
NEAREST = 5
TELLING_WORDS = 40
_WORD = re.compile(r"[^\W\d_]{5,}")
_REFERENCE = re.compile(r"m(\d{1,18})")
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


class ConferenceQuerySet(models.QuerySet["Conference"]):
    def current(self, *, now: datetime) -> Self:
        """Conferences not yet over, the nearest first."""
        return self.filter(ends_on__gte=localdate(now)).order_by("starts_on")

    def taking_motions(self, *, now: datetime) -> Self:
        """Conferences a motion can be begun for today, in time or late."""
        return self.current(now=now).filter(motions_open_at__lte=now)

    def over(self, *, now: datetime) -> Self:
        """Past conferences, the latest first."""
        return self.filter(ends_on__lt=localdate(now)).order_by("-starts_on")


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def counted(self) -> Self:
        """The agenda in its order, each item with `public_motions`: how many motions anybody may read."""
        public = Count("motions", filter=Q(motions__published_at__isnull=False))
        return self.annotate(public_motions=public).order_by("order")


class _TitleWords(Func):
    """The part of a text's search words that comes from its title."""

    function = "ts_filter"
    template = "%(function)s(%(expressions)s, '{a}')"
    output_field = SearchVectorField()


class MotionQuerySet(models.QuerySet["Motion"]):
    def public(self) -> Self:
        """What anybody may read."""
        return self.filter(published_at__isnull=False)

    def in_label_order(self) -> Self:
        """Ordinary motions by label, then emergency and late ones; in each, those without a label last."""
        emergency = Case(When(kind=Kind.EMERGENCY, then=Value(1)), default=Value(0))
        number = F("number").asc(nulls_last=True)
        return self.order_by("item__order", "late", emergency, number, "received_at", "pk")

    def readable(self) -> Self:
        """Those whose text readers see, whatever else is public of the others."""
        return self.filter(self._is_readable())

    def _is_readable(self) -> Q:
        """Neither hidden by the committee nor ended where the conference hides the text of what has ended."""
        return self._is_not_hidden() & ~Q(status__in=ENDED, conference__ended_text=EndedText.HIDDEN)

    def _is_not_hidden(self) -> Q:
        hides = (
            Q(rulings__outcome=Outcome.HIDDEN)
            | Q(rulings__outcome=Outcome.TEXT_HIDDEN, rulings__revision=F("current"))
            | Q(rulings__outcome=Outcome.REDACTED, rulings__revision__gte=F("current"))
        )
        hidden = self.model.objects.filter(
            hides, pk=OuterRef("pk"), rulings__decided_at__isnull=False, rulings__ended_at=None
        )
        return Q(~Exists(hidden))

    def newest(self) -> Self:
        """What anybody may read and still stands, the latest published first."""
        standing = self.public().readable().exclude(status=Status.WITHDRAWN)
        return standing.order_by("-published_at", "-pk")

    def awaiting_the_committee(self) -> Self:
        """The desk's queue: received or queried, not yet ruled on, the oldest first."""
        return self.filter(status__in=DESK).order_by("received_at", "pk")

    def on_their_way(self) -> Self:
        """Sent in, but not yet confirmed by enough people."""
        return self.filter(status__in=BEFORE_RECEIPT)

    def backed_by(self, email: str) -> Self:
        """Motions this address stands behind in any role, the newest first."""
        return self.filter(backings__email__iexact=email, backings__withdrawn_at__isnull=True).order_by("-pk")

    def for_papers(self) -> Self:
        """With all that an index line, a page or a paper says; as many queries for one motion as for many."""
        return self.select_related(
            "conference", "item__conference", "group__region", "current"
        ).prefetch_related("backings", "rulings")

    def for_the_queue(self) -> Self:
        """With everything a line of the queue says, long texts left where they are."""
        standing = Q(backings__confirmed_at__isnull=False, backings__withdrawn_at__isnull=True)
        return (
            self.select_related("conference", "item", "current", "assigned_to")
            .defer("current__body", "current__appendix", "current__search")
            .annotate(
                standing=Count("backings", filter=standing, distinct=True),
                concerns=Count("checks", filter=Q(checks__finding=Finding.CONCERN), distinct=True),
            )
        )

    def for_the_sheet(self) -> Self:
        """With everything the committee reads about one motion."""
        return (
            self.for_papers()
            .select_related("assigned_to")
            .prefetch_related(
                "checks", "notes__by", "recusals__user", "rulings__proposed_by", "rulings__seconded_by"
            )
        )

    def found_by_the_committee(self, words: str) -> Self:
        """Motions by reference, title, text, group or the name of somebody behind them, public or not."""
        if known := _REFERENCE.fullmatch(words.strip().casefold()):
            return self.filter(pk=known[1])
        behind = self.model.objects.filter(pk=OuterRef("pk"), backings__name__icontains=words)
        return self.filter(
            Q(current__search=SearchQuery(words, config="english", search_type="websearch"))
            | Q(current__title__icontains=words)
            | Q(group_name__icontains=words)
            | Exists(behind)
        )

    def near(self, motion: "Motion") -> Self:
        """Motions to the same conference that say much the same, the nearest first; five at most."""
        words = _telling_words(motion.current)
        if not words:
            return self.none()
        query = SearchQuery(" | ".join(f"'{word}'" for word in words), config="english", search_type="raw")
        rank = SearchRank(F("current__search"), query)
        own = self.model.objects.filter(pk=motion.pk).annotate(rank=rank).values("rank")
        return (
            self.filter(conference=motion.conference_id, current__search=query)
            .exclude(pk=motion.pk)
            .exclude(status=Status.WITHDRAWN)
            .annotate(rank=rank)
            .filter(rank__gte=NEAR * Subquery(own))
            .order_by("-rank", "pk")[:NEAREST]
        )

    def search(self, words: str) -> Self:
        """Motions whose title, text or submitters match, the best first.

        `found_title` and `found`, a piece of the text, mark what matched between FOUND and END. A text that
        readers do not see is not found by its words, nor by those who signed it; where only the title of a
        motion stays, it is found by that.
        """
        readable, title_stays = self._is_readable(), Q(status__in=ENDED) & self._is_not_hidden()
        query = SearchQuery(words, config="english", search_type="websearch")
        marks: dict[str, Any] = {"config": "english", "start_sel": FOUND, "stop_sel": END}
        return (
            self.alias(title_words=_TitleWords("current__search"))
            .filter(
                readable & (Q(current__search=query) | Exists(self._signed_by(words)))
                | title_stays & Q(title_words=query)
                | Q(group_name__icontains=words)
            )
            .annotate(
                rank=Case(When(readable, then=SearchRank(F("current__search"), query)), default=Value(0.0)),
                found_title=SearchHeadline("current__title", query, highlight_all=True, **marks),
                found=SearchHeadline("current__body", query, max_words=40, min_words=20, **marks),
            )
            .order_by("-rank", "-received_at", "pk")
        )

    def _signed_by(self, words: str) -> "MotionQuerySet":
        """The motion of the query around this one, if somebody named with it has such a name."""
        named: MotionQuerySet = self.model.objects.filter(
            pk=OuterRef("pk"),
            route=Route.SIGNATORIES,
            backings__name__icontains=words,
            backings__name_public=True,
            backings__confirmed_at__isnull=False,
            backings__withdrawn_at__isnull=True,
        )
        return named


class RevisionQuerySet(models.QuerySet["Revision"]):
    def public(self) -> Self:
        """Texts that stood when their motion was published or later; one replaced before then is private."""
        replaced = self.model.objects.filter(
            motion=OuterRef("motion"),
            number__gt=OuterRef("number"),
            made_at__lte=OuterRef("motion__published_at"),
        )
        return self.filter(~Exists(replaced), motion__published_at__isnull=False)


class BackingQuerySet(models.QuerySet["Backing"]):
    def standing(self) -> Self:
        """Confirmed and not withdrawn: the people who back the motion today."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at__isnull=True)

    def unconfirmed(self) -> Self:
        """Named or signed, and still to confirm by the email they were sent."""
        return self.filter(confirmed_at=None, withdrawn_at=None).order_by("pk")

    def movers(self) -> Self:
        """Those who may act for the motion, the mover first."""
        return self.filter(role__in=MOVERS, withdrawn_at__isnull=True).order_by("pk")

    def by_name(self) -> Self:
        return self.order_by(Lower("name"), "pk")


class RulingQuerySet(models.QuerySet["Ruling"]):
    def open(self) -> Self:
        """Proposals that wait for a second person."""
        return self.filter(decided_at=None, declined_at=None)

    def for_a_second(self, user_pk: int | None) -> Self:
        """Proposals of others that this person may second or decline."""
        return self.open().exclude(proposed_by=user_pk).exclude(motion__recusals__user=user_pk)


class DraftQuerySet(models.QuerySet["Draft"]):
    def unsent(self, *, since: date) -> Self:
        """Drafts that never became a motion and were last changed on that day or before."""
        return self.filter(motion=None, changed_at__date__lte=since).order_by("pk")

    def unwarned(self) -> Self:
        """Those whose sender has not been told of their end since they last changed them."""
        return self.filter(Q(warned_at=None) | Q(warned_at__lt=F("changed_at")))

    def warned(self, *, since: date) -> Self:
        """Those whose sender was told on that day or before, and has changed nothing afterwards."""
        return self.filter(warned_at__date__lte=since, warned_at__gte=F("changed_at"))


def _telling_words(text: "Revision | None") -> list[str]:
    """The words of the title, then those the body uses most, without what every motion says."""
    if text is None:
        return []
    title, body = (_WORD.findall(words.casefold()) for words in (text.title, text.body))
    frequent = [word for word, _ in Counter(body).most_common(2 * TELLING_WORDS)]
    telling = [word for word in dict.fromkeys(title + frequent) if word not in _COMMONPLACE]
    return telling[:TELLING_WORDS]
