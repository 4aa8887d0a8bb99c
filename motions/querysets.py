"""Questions about many conferences, motions or people behind them at once."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from .choices import Role, Status

DESK = (Status.RECEIVED, Status.QUERIED)
BEFORE_RECEIPT = (Status.AWAITING, Status.GATHERING)
MOVERS = (Role.MOVER, Role.CO_MOVER)


class ConferenceQuerySet(models.QuerySet):
    def current(self, *, now: datetime) -> Self:
        """Conferences not yet over, the nearest first."""
        return self.filter(ends_on__gte=now.date()).order_by("starts_on")

    def taking_motions(self, *, now: datetime) -> Self:
        """Conferences a motion can be begun for today, in time or late."""
        return self.current(now=now).filter(motions_open_at__lte=now)


class MotionQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What anybody may read."""
        return self.filter(published_at__isnull=False)

    def in_label_order(self) -> Self:
        """Ordinary motions by label, then emergency and late ones, then those without a label by receipt."""
        return self.order_by("item__order", F("scope").asc(nulls_last=True), "number", "received_at", "pk")

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
        """With everything an index line, a page or a paper says, in as many queries for one motion as for many."""
        return self.select_related(
            "conference", "item__conference", "group__region", "current"
        ).prefetch_related("backings", "rulings")

    def search(self, words: str) -> Self:
        """Motions whose title, text or submitting group match, the best first, with `found` marked by «…»."""
        query = SearchQuery(words, config="english", search_type="websearch")
        return (
            self.filter(Q(current__search=query) | Q(group_name__icontains=words))
            .annotate(
                rank=SearchRank(F("current__search"), query),
                found=SearchHeadline(
                    "current__body",
                    query,
                    config="english",
                    start_sel="«",
                    stop_sel="»",
                    max_words=40,
                    min_words=20,
                ),
            )
            .order_by("-rank", "-received_at", "pk")
        )


class BackingQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Confirmed and not withdrawn: the people who back the motion today."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at__isnull=True)

    def movers(self) -> Self:
        """Those who may act for the motion, the mover first."""
        return self.filter(role__in=MOVERS, withdrawn_at__isnull=True).order_by("pk")

    def by_name(self) -> Self:
        return self.order_by(Lower("name"), "pk")
