"""The steps of a matter, each in the transaction of the act that it is a part of, on a locked row."""

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import OVERTAKEN, NotAllowed, allow
from lla.time import clock

from ..consultations import rules as consultations_rules
from ..consultations import workflow as consultations_workflow
from ..consultations.models import View
from ..record.models import SocialRemark
from ..record.workflow import key_of, record
from . import rules
from .models import Matter

Moves = Mapping[str, frozenset[str]]


def keep_out(matter: Matter, user: User, *, by: Actor, **facts: Any) -> None:
    """Keep somebody out from now on, with `facts`: what they said is forgotten, and they see it no more."""
    matter.those_kept_out.add(user, through_defaults=facts)
    had = [consultations_workflow.leave_out(asked, user) for asked in matter.questions]
    record(matter, matter.acts("kept_out"), by=by, person=user.pk, had_view=any(had), **facts)


def let_in(matter: Matter, user: User, *, by: Actor) -> None:
    """They see it from now on, and while it is open they are asked as everybody else is."""
    matter.those_kept_out.remove(user)
    record(matter, matter.acts("let_in"), by=by, person=user.pk)
    for asked in matter.questions.standing():
        if user in consultations_rules.people(asked.asked, now=clock.now()):
            consultations_workflow.ask(asked, [user], by=by)


def keep_out_newcomers(matter: Matter, named: list[User], **facts: Any) -> None:
    """Keep whoever came to us since and is `named` in it out of it."""
    for user in rules.not_looked_at(matter, named):
        if user not in matter.those_kept_out.all():
            keep_out(matter, user, by=SYSTEM, **facts)


def note_leadership(
    matter: Matter,
    act: TextChoices,
    *,
    consulted: bool,
    words: str,
    before: str | None,
    user: User,
    by: Actor,
) -> None:
    """Record what the leadership says, or why it was not consulted; the latest word counts.

    `before` is the word that its writer had read. All of them stay in the record.
    """
    allow([] if before in {None, matter.leadership_words} else [OVERTAKEN])
    matter.leadership_consulted, matter.leadership_words = consulted, words
    matter.leadership_by, matter.leadership_at = user, clock.now()
    matter.save()
    record(matter, act, by=by, words=words, consulted=consulted)


def end_questions(matter: Matter, *, outcome: str, by: Actor) -> None:
    """Close all that was asked about it, once it is decided."""
    for asked in matter.questions.standing():
        consultations_workflow.end(asked, outcome=outcome, by=by)


def forget_words(matter: Matter, **blank: str) -> None:
    """Delete what people wrote with their views and in the record; blank these fields of the questions."""
    asked = matter.questions
    View.objects.filter(consultation__in=asked).update(words="")
    keys = [key_of(matter), *(key_of(consultation) for consultation in asked)]
    SocialRemark.objects.filter(event__about__in=keys).delete()
    asked.update(**blank)


def _move(
    matter: Any, moves: Moves, status: str, act: TextChoices, *, by: Actor, words: str = "", **figures: Any
) -> None:
    """Set the status along the table and record the step."""
    if status not in moves[matter.status]:
        now = matter.get_status_display().lower()
        raise NotAllowed([f"A {matter.noun} that is {now} cannot become that."])
    matter.status = status
    matter.save()
    record(matter, act, by=by, words=words, **figures)


move = _move
