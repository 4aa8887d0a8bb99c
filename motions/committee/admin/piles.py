"""What waits for the committee, by its piles: the tabs of the queue, and the lines of the front page."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time import clock

from ...agenda.choices import Nature
from ...composites import selectors as composites_selectors
from ...motion.choices import BEFORE_RECEIPT, DESK, Status
from ...motion.models import Motion, Ruling

FIRST = "waiting"
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Pile:
    """Motions that wait for the same: the name in an address, a tab's words, a line's, and if for us."""

    name: str
    tab: str
    line: str
    task: bool = True

    @property
    def url(self) -> str:
        return reverse("admin:motions_motion_changelist", query={"queue": self.name})


COMPOSITES = Pile("composites", "Composites in progress", "composites in progress", task=False)
PILES = (
    Pile(FIRST, "Waiting for a ruling", "waiting for a ruling"),
    Pile("queried", "Queried with the mover", "queried with the mover", task=False),
    Pile("appeals", "Under appeal", "under appeal, to be decided by two who did not rule"),
    Pile("second", "Needs a second person", "proposed, needing a second person"),
    Pile("unpublished", "Not public yet", "not public yet"),
    Pile("held", "On hold", "on hold, because a contact of the group doubts them"),
    Pile("late", "Late", "late, waiting for the committee"),
    Pile("amended", "Amendments to decide", "composites whose motions have amendments to decide about"),
    Pile("mine", "Assigned to you", "assigned to you"),
    COMPOSITES,
    Pile("on_their_way", "Awaiting confirmation", "awaiting confirmation", task=False),
)
ALL = Pile(EVERYTHING, "All motions", "")


def in_pile(name: str, *, user: User) -> Q:
    """Which motions are in a pile, as this person sees it; every motion where there is no such pile.

    Once a conference is over nothing of it waits for a ruling or to be published.
    """
    lasts = Q(conference__ends_on__gte=localdate(clock.now()))
    second = Ruling.objects.for_a_second(user.pk).values("motion")
    piles = {
        FIRST: lasts & Q(status=Status.RECEIVED) & ~Q(amends__status=Status.COMPOSITED),
        "queried": lasts & Q(status=Status.QUERIED),
        "appeals": Q(status=Status.UNDER_APPEAL),
        "second": Q(pk__in=second),
        "unpublished": lasts & Q(status__in=DESK, published_at=None),
        "held": Q(held_at__isnull=False),
        "late": lasts & Q(status__in=DESK, late=True),
        "amended": Q(pk__in=composites_selectors.with_undecided()),
        "mine": Q(status__in=DESK, assigned_to=user.pk),
        COMPOSITES.name: Q(nature=Nature.COMPOSITE, status=Status.AWAITING),
        "on_their_way": Q(status__in=BEFORE_RECEIPT),
    }
    return piles.get(name, Q())


def sizes(*, user: User) -> dict[str, int]:
    """How many motions are in each pile, and how many there are."""
    counted = {pile.name: Count("pk", filter=in_pile(pile.name, user=user)) for pile in PILES}
    every: QuerySet[Motion] = Motion.objects.any_nature()
    return every.aggregate(**counted, **{EVERYTHING: Count("pk")})
