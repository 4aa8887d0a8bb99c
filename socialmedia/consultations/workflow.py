"""Asking the team or the leadership something, giving a view, and closing with what came of it."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from ..guidelines.selectors import parameters_in_force
from ..record.workflow import key_of, lock, record
from ..team.models import Leave
from ..team.rules import standing
from . import emails, rules
from .choices import Asked, ConsultationAct, Opinion
from .models import Consultation, View


@transaction.atomic
def open_consultation(
    question: str,
    *,
    background: str = "",
    asked: Asked = Asked.TEAM,
    about: Model | None = None,
    closes_at: datetime | None = None,
    leave_out: Collection[User] = (),
    by: Actor,
    opened_by: User | None = None,
) -> Consultation:
    """Ask everybody who is in the team, or in the leadership, at this moment, and write to each.

    About a row of ours it is opened even when nobody is left to ask; whoever decides there sees to that.
    """
    now = clock.now()
    closes_at = closes_at or now + timedelta(days=parameters_in_force().consultation_days)
    people = [user for user in rules.people(asked, now=now) if user not in leave_out]
    allow(rules.why_not_open(anybody=bool(people or about), closes_at=closes_at, now=now))
    consultation = Consultation.objects.create(
        question=question,
        background=background,
        asked=asked,
        about=key_of(about) if about else "",
        opened_at=now,
        opened_by=opened_by,
        closes_at=closes_at,
    )
    ask(consultation, people, by=by)
    return consultation


def ask(consultation: Consultation, people: Iterable[User], *, by: Actor) -> None:
    """Ask these people too, in the transaction of what brings them in.

    Whoever opened it needs no email, nor does whoever is on leave, whose answer nobody waits for.
    """
    now = clock.now()
    without_email = {consultation.opened_by_id} | Leave.objects.away(on=localdate(now))
    views = View.objects.bulk_create(
        View(consultation=consultation, user=user, asked_at=now) for user in people
    )
    record(consultation, ConsultationAct.ASKED, by=by, people=[view.user_id for view in views])
    emails_to = [view.user for view in views if view.user_id not in without_email]
    outbox.post(*emails.asked(consultation, emails_to))


@transaction.atomic
def give_view(consultation: Consultation, *, opinion: str, words: str = "", by: User) -> View:
    """Say what somebody thinks; the latest answer counts."""
    consultation, now = lock(consultation), clock.now()
    allow(rules.why_not_answer(consultation, by, now=now) or rules.why_not_say(opinion, words))
    given = {"opinion": Opinion(opinion), "words": words, "given_at": now}
    view, _ = View.objects.update_or_create(
        consultation=consultation, user=by, defaults=given, create_defaults={**given, "asked_at": now}
    )
    record(
        consultation, ConsultationAct.ANSWERED, by=Actor.user(by, role=_role(by, now=now)), opinion=opinion
    )
    return view


@transaction.atomic
def close_consultation(consultation: Consultation, *, outcome: str, by: User) -> Consultation:
    """Close a question that stands for itself, with what came of it."""
    consultation, now = lock(consultation), clock.now()
    allow(rules.why_not_close(consultation, by, now=now))
    if not outcome.strip():
        raise NotAllowed([rules.SAY_WHAT_CAME])
    return end(consultation, outcome=outcome, by=Actor.user(by, role=_role(by, now=now)))


@transaction.atomic
def withdraw(consultation: Consultation, *, why: str, by: User) -> Consultation:
    """Ask a question no longer; nothing came of it, and everybody who was asked is told why."""
    consultation, now = lock(consultation), clock.now()
    allow(rules.why_not_withdraw(consultation, by, now=now))
    allow([] if why.strip() else [rules.SAY_WHY_WITHDRAWN])
    consultation.outcome, consultation.closed_at, consultation.withdrawn = why, now, True
    consultation.save()
    record(consultation, ConsultationAct.WITHDRAWN, by=Actor.user(by, role=_role(by, now=now)))
    outbox.post(*emails.withdrawn(consultation, _to_tell(consultation, but=by, now=now), by=by))
    return consultation


def _to_tell(consultation: Consultation, *, but: User, now: datetime) -> list[User]:
    """Whoever is asked today, and whoever asked, without those on leave; each once."""
    away = Leave.objects.away(on=localdate(now))
    opened_by = [consultation.opened_by] if consultation.opened_by else []
    people = dict.fromkeys([*rules.asked_today(consultation, now=now), *opened_by])
    return [user for user in people if user != but and user.pk not in away]


def end(consultation: Consultation, *, outcome: str, by: Actor) -> Consultation:
    """Close a consultation together with what it belongs to, in that act's transaction."""
    consultation = lock(consultation)
    if consultation.is_open:
        consultation.outcome, consultation.closed_at = outcome, clock.now()
        consultation.save()
        silent = consultation.views.filter(given_at=None).values_list("user", flat=True)
        record(consultation, ConsultationAct.CLOSED, by=by, silent=list(silent))
    return consultation


def leave_out(consultation: Consultation, user: User) -> bool:
    """Ask somebody no longer, and forget what they said; answers whether they had given a view."""
    view = lock(consultation).views.filter(user=user).first()
    if view is None:
        return False
    view.delete()
    return view.given_at is not None


def _role(user: User, *, now: datetime) -> str:
    return "team" if standing(user, now=now).in_team else "leadership"
