"""The acts on an order paper: plan a session, say what falls, issue it, take it back.

Whoever acts holds the row of the order paper, which carries the mark of the last change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from lla.accounts.models import User
from lla.acts.refusals import allow, why_not_fit
from lla.time import clock

from ..agenda import workflow as agenda_workflow
from ..agenda.models import Conference
from ..motion.models import Motion
from . import rules
from .models import Business, BusinessMotion, ConferenceSession, Consequence, OrderPaper


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of business as it is planned."""

    words: str
    votes: Sequence[Motion]
    minutes: int


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it is planned, its business in order."""

    day: date
    begins_at: time
    ends_at: time
    title: str
    business: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Fall:
    """If one is carried, the other falls."""

    carried: Motion
    falls: Motion
    words: str = ""


@transaction.atomic
def plan_session(
    conference: Conference, session: Session, *, pk: int | None = None, seen: str | None = None
) -> ConferenceSession:
    """Write a session down whole, in the place of the one of this key."""
    conference, paper = _lock(conference, seen=seen)
    motions = [motion for part in session.business for motion in part.votes]
    row = ConferenceSession(pk=pk, conference=conference)
    row.day, row.title = session.day, session.title
    row.begins_at, row.ends_at = session.begins_at, session.ends_at
    allow(rules.why_not_plan(conference, motions, session=pk) + rules.why_not_sit(row))
    allow(why_not_fit(row))
    row.save()
    row.business.all().delete()
    for order, part in enumerate(session.business, start=1):
        business = Business.objects.create(session=row, order=order, words=part.words, minutes=part.minutes)
        BusinessMotion.objects.bulk_create(
            BusinessMotion(business=business, motion=motion, order=place)
            for place, motion in enumerate(part.votes, start=1)
        )
    paper.save()
    return row


@transaction.atomic
def remove_session(conference: Conference, *, pk: int, seen: str | None = None) -> None:
    """Take a session off the order paper with its business."""
    conference, paper = _lock(conference, seen=seen)
    conference.sessions.filter(pk=pk).delete()
    paper.save()


@transaction.atomic
def set_consequences(conference: Conference, falls: Sequence[Fall], *, seen: str | None = None) -> None:
    """Write down all that is printed beforehand of what falls with what."""
    conference, paper = _lock(conference, seen=seen)
    conference.consequences.all().delete()
    for fall in falls:
        row = Consequence(conference=conference, carried=fall.carried, falls=fall.falls, words=fall.words)
        allow(why_not_fit(row))
        row.save()
    paper.save()


@transaction.atomic
def issue(conference: Conference, *, by: User) -> OrderPaper:
    """Show the order paper to everybody; labels do not change from then on."""
    conference, paper = _hold(conference)
    now = clock.now()
    allow(rules.why_not_issue(conference, now=now))
    if now < conference.freeze_at:
        conference.freeze_at = now
        conference.save(update_fields=["freeze_at", "changed_at"])
    paper.issued_at, paper.issued_by = now, by
    paper.save()
    return paper


@transaction.atomic
def take_back(conference: Conference) -> OrderPaper:
    """Take an issued order paper back to change it; labels stay as they are."""
    conference, paper = _hold(conference)
    allow(rules.why_not_take_back(conference))
    paper.issued_at = paper.issued_by = None
    paper.save()
    return paper


def _hold(conference: Conference) -> tuple[Conference, OrderPaper]:
    conference = agenda_workflow.hold(conference.pk)
    paper, _ = OrderPaper.objects.get_or_create(conference=conference)
    return conference, paper


def _lock(conference: Conference, *, seen: str | None = None) -> tuple[Conference, OrderPaper]:
    """Hold an order paper that may be changed."""
    conference = agenda_workflow.hold(conference.pk)
    allow(rules.why_not_change(conference, seen=seen))
    return _hold(conference)
