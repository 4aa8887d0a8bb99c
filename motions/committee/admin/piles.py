"""What waits for the committee, by its piles: the tabs of the queue, and the lines of the front page."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from lla.accounts.models import User

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


PILES = (
    Pile(FIRST, "Waiting for a ruling", "waiting for a ruling"),
    Pile("queried", "Queried with the mover", "queried with the mover", task=False),
    Pile("appeals", "Under appeal", "under appeal, needing two who did not rule"),
    Pile("second", "Needs a second person", "proposed, needing a second person"),
    Pile("unpublished", "Not public yet", "not public yet"),
    Pile("held", "On hold", "on hold, because a contact of the group doubts them"),
    Pile("late", "Late", "late, waiting for the committee"),
    Pile("mine", "Assigned to you", "assigned to you"),
    Pile("on_their_way", "Awaiting confirmation", "awaiting confirmation", task=False),
)
ALL = Pile(EVERYTHING, "All motions", "")


def in_pile(name: str, *, user: User) -> Q:
    """Which motions are in a pile, as this person sees it; every motion where there is no such pile."""
    match name:
        case "waiting":
            return Q(status=Status.RECEIVED)
        case "queried":
            return Q(status=Status.QUERIED)
        case "appeals":
            return Q(status=Status.UNDER_APPEAL)
        case "second":
            return Q(pk__in=Ruling.objects.for_a_second(user.pk).values("motion"))
        case "unpublished":
            return Q(status__in=DESK, published_at=None)
        case "held":
            return Q(held_at__isnull=False)
        case "late":
            return Q(status__in=DESK, late=True)
        case "mine":
            return Q(status__in=DESK, assigned_to=user.pk)
        case "on_their_way":
            return Q(status__in=BEFORE_RECEIPT)
    return Q()


def sizes(*, user: User) -> dict[str, int]:
    """How many motions are in each pile, and how many there are."""
    counted = {pile.name: Count("pk", filter=in_pile(pile.name, user=user)) for pile in PILES}
    every: QuerySet[Motion] = Motion.objects.any_nature()
    return every.aggregate(**counted, **{EVERYTHING: Count("pk")})
