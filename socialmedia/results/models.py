"""What a platform told of a post on one day."""

from datetime import datetime

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lla.accounts.models import User
from lla.acts.models import Timestamped

from ..posts.choices import VariantStatus
from ..posts.models import Variant

# Fields, and what pages say of them.
FIGURES = (
    ("reach", "People reached"),
    ("likes", "Likes and reactions"),
    ("shares", "Shares"),
    ("comments", "Comments"),
    ("clicks", "Clicks on links"),
)
NAMES = tuple(name for name, _ in FIGURES)
RESPONSES = ("likes", "shares", "comments")


class Result(Timestamped):
    """How a post stood on a channel on one day, as far as the platform tells; counted from its beginning."""

    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="results")
    on = models.DateField("day of the figures")
    reach = models.PositiveIntegerField("people reached", null=True, blank=True)
    likes = models.PositiveIntegerField("likes and reactions", null=True, blank=True)
    shares = models.PositiveIntegerField(null=True, blank=True)
    comments = models.PositiveIntegerField(null=True, blank=True)
    clicks = models.PositiveIntegerField("clicks on links", null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("variant", "on"),
                name="result_once_a_day",
                violation_error_message="The figures of this day have already been entered.",
            ),
            models.CheckConstraint(
                condition=~Q(reach=None, likes=None, shares=None, comments=None, clicks=None),
                name="result_says_something",
                violation_error_message="Enter at least one figure.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.variant}, {self.on}"

    @property
    def figures(self) -> dict[str, int]:
        """Those that the platform gives."""
        given = {name: getattr(self, name) for name in NAMES}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def responses(self) -> int | None:
        """Everything that people did with it; None where the platform tells none of it."""
        given = [value for name, value in self.figures.items() if name in RESPONSES]
        return sum(given) if given else None


def most_first(results: QuerySet[Result]) -> QuerySet[Result]:
    """Those that people did most with, then those that reached most."""
    responses = sum((Coalesce(F(name), 0) for name in RESPONSES[1:]), Coalesce(F(RESPONSES[0]), 0))
    return results.annotate(did=responses).order_by(
        F("did").desc(), F("reach").desc(nulls_last=True), F("clicks").desc(nulls_last=True), "pk"
    )


SHOWN = 5


def worked(since: datetime, until: datetime) -> list[Result]:
    """The latest figures of what went out between two moments, the most successful first."""
    latest = Result.objects.filter(variant=OuterRef("variant")).order_by("-on").values("pk")[:1]
    went_out = Result.objects.filter(
        pk=Subquery(latest),
        variant__status=VariantStatus.POSTED,
        variant__posted_at__gte=since,
        variant__posted_at__lt=until,
    )
    return list(most_first(went_out.select_related("variant__post", "variant__channel"))[:SHOWN])
