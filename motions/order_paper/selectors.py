"""The sessions of a conference with all that is printed of them, and motions by what people call them."""

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, Q, QuerySet

from ..agenda.models import Conference
from ..amendments import selectors as amendments_selectors
from ..amendments.selectors import Marshalled
from ..motion.choices import Status
from ..motion.models import Motion
from ..motion.querysets import MotionQuerySet
from .models import Business, BusinessMotion, ConferenceSession, Consequence, OrderPaper


def sessions(conference: Conference) -> QuerySet[ConferenceSession]:
    """Each session with its business and the motions in it, in order, in as many queries for one as many."""
    votes = BusinessMotion.objects.prefetch_related(Prefetch("motion", _printed()))
    return conference.sessions.prefetch_related("business", Prefetch("business__votes", votes))


def voted_on(sessions: Iterable[ConferenceSession]) -> list[Motion]:
    """The motions on the business of these sessions, in the order in which they are voted on."""
    return [motion for session in sessions for part in session.business.all() for motion in votes_of(part)]


def votes_of(business: Business) -> list[Motion]:
    """The motions that are voted on, in their order; those in a composite are voted on with it."""
    motions = [vote.motion for vote in business.votes.all()]
    return [motion for motion in motions if motion.status != Status.COMPOSITED]


def is_printed(business: Business) -> bool:
    """Not once all its motions are in a composite, which is planned by itself."""
    return bool(business.words or votes_of(business))


def planned_minutes(session: ConferenceSession) -> int:
    """How long the business of a session takes that is printed."""
    return sum(part.minutes for part in session.business.all() if is_printed(part))


def amendments_to(motions: Sequence[Motion]) -> dict[int, list[Marshalled]]:
    """The amendments in order to each of these motions, by its key, in the order in which they are voted on.

    One that is on the business by itself is left out.
    """
    planned = {motion.pk for motion in motions}
    return {
        pk: [row for row in rows if row.motion.status == Status.IN_ORDER and row.motion.pk not in planned]
        for pk, rows in amendments_selectors.marshalled_under(motions).items()
    }


def consequences(conference: Conference) -> QuerySet[Consequence]:
    return conference.consequences.prefetch_related(
        Prefetch("carried", _printed()), Prefetch("falls", _printed())
    )


def _printed() -> MotionQuerySet:
    return Motion.objects.any_nature().for_papers()


def is_issued(conference: Conference) -> bool:
    return OrderPaper.objects.filter(conference=conference, issued_at__isnull=False).exists()


def state(conference: Conference) -> str:
    """A mark that changes whenever somebody changes the order paper; empty before there is one."""
    paper = OrderPaper.objects.filter(conference=conference).first()
    return paper.state if paper else ""


def by_name(conference: Conference) -> dict[str, list[Motion]]:
    """The labelled motions of a conference by reference, label and full label, in small letters."""
    motions = conference.motions.any_nature().exclude(label="").select_related("item")
    named: dict[str, list[Motion]] = {}
    for motion in motions.order_by("pk"):
        for name in {motion.reference, motion.label.casefold(), motion.full_label.casefold()}:
            named.setdefault(name, []).append(motion)
    return named


def planned_elsewhere(conference: Conference, *, session: int | None) -> dict[int, str]:
    """The motions on the business of the other sessions, each with the title of its session."""
    votes = BusinessMotion.objects.filter(business__session__conference=conference)
    others = votes.exclude(business__session=session) if session else votes
    return dict(others.values_list("motion", "business__session__title"))


def left_out(conference: Conference) -> list[Motion]:
    """Motions and composites in order that no session has on its business, and amendments to such."""
    motions = conference.motions.any_nature().filter(status=Status.IN_ORDER, business=None)
    motions = motions.filter(Q(amends=None) | Q(amends__business=None))
    motions = motions.exclude(amends__status=Status.COMPOSITED)
    return list(motions.for_papers().in_label_order())
