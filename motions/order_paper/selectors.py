"""The sessions of a conference with all that is printed of them, and motions by what people call them."""

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, Q, QuerySet

from ..agenda.models import Conference
from ..amendments import rules as amendments_rules
from ..amendments import selectors as amendments_selectors
from ..amendments.selectors import Marshalled
from ..composites import selectors as composites_selectors
from ..motion.choices import ENDED, Status
from ..motion.models import Motion
from ..motion.querysets import MotionQuerySet
from .models import Business, BusinessMotion, ConferenceSession, Consequence, OrderPaper


def sessions(conference: Conference) -> list[ConferenceSession]:
    """Each session with its business and the motions in it, in order, in as many queries for one as many."""
    votes = BusinessMotion.objects.prefetch_related(Prefetch("motion", _printed()))
    read = conference.sessions.prefetch_related("business", Prefetch("business__votes", votes))
    sessions = list(read)
    _put_composites_in_place(
        [vote for session in sessions for part in session.business.all() for vote in part.votes.all()]
    )
    return sessions


def _put_composites_in_place(votes: Sequence[BusinessMotion]) -> None:
    """A composite that nobody has planned is voted on where the first of its motions was planned."""
    parts = [vote for vote in votes if vote.motion.status == Status.COMPOSITED]
    joined = composites_selectors.joins().filter(motion__in=[vote.motion_id for vote in parts])
    composite_of = dict(joined.values_list("motion", "composite")) if parts else {}
    waiting = set(composite_of.values()) - {vote.motion_id for vote in votes}
    composites = _printed().in_bulk(waiting)
    for vote in parts:
        vote.composite = composites.pop(composite_of.get(vote.motion_id, 0), None)


def voted_on(sessions: Iterable[ConferenceSession]) -> list[Motion]:
    """The motions on the business of these sessions, in the order in which they are voted on."""
    return [motion for session in sessions for part in session.business.all() for motion in votes_of(part)]


def votes_of(business: Business) -> list[Motion]:
    """The motions that are voted on, in their order; those in a composite are voted on with it."""
    motions = [vote.composite or vote.motion for vote in business.votes.all()]
    return [motion for motion in motions if motion.status != Status.COMPOSITED]


def in_place(session: ConferenceSession) -> list[tuple[Motion, Motion]]:
    """The composites that are voted on in the place of motions that were planned, each with its motion."""
    votes = [vote for part in session.business.all() for vote in part.votes.all()]
    return [(vote.composite, vote.motion) for vote in votes if vote.composite]


def is_printed(business: Business) -> bool:
    """Not once all its motions are in a composite that is voted on in another place."""
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
        pk: [
            row
            for row in rows
            if row.motion.status == Status.IN_ORDER
            and row.motion.pk not in planned
            and not amendments_rules.why_fallen(row.motion)
        ]
        for pk, rows in amendments_selectors.marshalled_under(motions).items()
    }


def consequences(conference: Conference) -> QuerySet[Consequence]:
    return conference.consequences.prefetch_related(
        Prefetch("carried", _printed()), Prefetch("falls", _printed())
    )


def consequences_to_print(conference: Conference) -> list[Consequence]:
    """Those that can still come: neither motion has ended, been accepted, or fallen with its own."""
    return [each for each in consequences(conference) if can_come(each)]


def can_come(consequence: Consequence) -> bool:
    """Whether both motions of a consequence may still be voted on."""
    return _may_be_voted_on(consequence.carried, consequence.falls)


def _may_be_voted_on(*motions: Motion) -> bool:
    return not any(
        motion.status in (*ENDED, Status.ACCEPTED) or amendments_rules.why_fallen(motion)
        for motion in motions
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
    motions = motions.exclude(amends__status__in=(*ENDED, Status.COMPOSITED))
    planned = composites_selectors.joins().filter(motion__business__isnull=False).values("composite")
    motions = motions.exclude(pk__in=planned).exclude(amends__in=planned)
    return list(motions.for_papers().in_label_order())
