"""The pages on which the mover of a motion reads the amendments to it and answers them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lla.forms.actions import Action, action_page
from lla.time import clock

from ..amendments import rules as amendments_rules
from ..amendments import selectors as amendments_selectors
from ..amendments import views as amendments_views
from ..amendments.choices import Answer
from ..amendments.selectors import Marshalled
from ..amendments.texts import Change
from ..backing.views.session import backing_required
from ..motion import papers as motion_papers
from ..motion import visibility
from ..motion.choices import Status
from ..motion.models import Backing, Motion
from ..motion.rules import why_ended, why_not_act_for
from . import workflow
from .forms import AnswerForm


def _for_its_movers(why_not: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """The rule of an act on an amendment by the movers of its motion."""

    def ask(amendment: Motion, *, by: Backing) -> list[str]:
        motion = amendment.amends or amendment
        return why_not_act_for(motion, by=by) or why_not(amendment, now=clock.now())

    return ask


ANSWERS = (
    Action(
        name="accept",
        label="Accept",
        done="You have accepted {label}. We have emailed its mover.",
        form=AnswerForm,
        why_not=_for_its_movers(amendments_rules.why_not_accept),
        do=workflow.accept,
        final=True,
    ),
    Action(
        name="decline",
        label="Do not accept",
        done="You have not accepted {label}. We have emailed its mover. You can change this later.",
        form=AnswerForm,
        why_not=_for_its_movers(amendments_rules.why_not_decline),
        do=workflow.decline,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """An amendment in the list from which it can be answered."""

    amendment: Motion
    does: str
    by: str
    said: str
    meetings: tuple[amendments_selectors.Meeting, ...]
    answerable: bool
    why_not_accept: list[str]


@backing_required
def answer_amendments(request: HttpRequest, backing: Backing) -> HttpResponse:
    """The amendments to somebody's motion, each with what its mover has said to it."""
    motion = backing.motion
    prefetch_related_objects([motion], "rulings")
    now, rows = clock.now(), amendments_selectors.marshalled_under([motion])[motion.pk]
    each_with_row = [(each, row) for row in rows for each in (row.motion, *row.motion.printed_with)]
    accepted = [each for each, _ in each_with_row if each.amendment.answer == Answer.ACCEPTED]
    shown = [_listed(each, row, accepted=accepted, now=now) for each, row in each_with_row]
    context = {
        "motion": motion,
        "amendments": shown,
        "final": now >= motion.conference.freeze_at,
        "ended": why_ended(motion),
        "to_answer": sum(line.answerable and not line.why_not_accept for line in shown),
    }
    return render(request, "motions/amending/answer_amendments.html", context)


def _listed(amendment: Motion, row: Marshalled, *, accepted: Sequence[Motion], now: datetime) -> _Listed:
    unanswered = amendment.status == Status.IN_ORDER and not amendment.amendment.answered_at
    answerable = unanswered and not amendments_rules.why_not_answer(amendment, now=now)
    return _Listed(
        amendment=amendment,
        does=_does(amendment, row.change),
        by=_by(amendment),
        said=_said(amendment),
        meetings=row.meetings,
        answerable=answerable,
        why_not_accept=amendments_rules.why_not_accept(amendment, now=now, accepted=accepted)
        if unanswered
        else [],
    )


def _does(amendment: Motion, change: Change) -> str:
    """What an amendment does, if its text is shown."""
    if amendment.status == Status.WITHDRAWN:
        return ""
    return visibility.visible_text(amendment).instead or change.in_words


def _by(amendment: Motion) -> str:
    """Whose amendment it is; nothing is said of one that was withdrawn."""
    return "" if amendment.status == Status.WITHDRAWN else motion_papers.by_line(amendment)


def _said(amendment: Motion) -> str:
    """What the mover of the motion has said to an amendment, or else how it is."""
    answered = amendment.status == Status.IN_ORDER and amendment.amendment.answer
    return amendment.amendment.get_answer_display() if answered else amendment.get_status_display()


@backing_required
def answer_amendment(request: HttpRequest, backing: Backing) -> HttpResponse:
    """One amendment, which the mover accepts or does not."""
    motion = backing.motion
    number = request.GET.get("amendment", "")
    rows = motion.amendments.public().for_papers().select_related("amendment")
    amendment = get_object_or_404(rows, pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
    called = amendment.label or amendment.reference
    accept, decline = (answer.worded(label=called) for answer in ANSWERS)
    chosen = request.POST.get("answer", "")
    return action_page(
        request,
        decline if chosen == decline.name else accept,
        amendment,
        by=backing,
        template="motions/amending/answer_amendment.html",
        back=partial(redirect, "motions:answer_amendments", motion.reference),
        context={
            "motion": motion,
            "amendment": amendment,
            "by": _by(amendment),
            "instead": visibility.visible_text(amendment).instead,
            "written_for": amendments_selectors.written_for(amendment),
            "meetings": amendments_selectors.meetings_of(amendment, Change.of(amendment.text)),
            "final": clock.now() >= motion.conference.freeze_at,
            "why_not_accept": accept.why_not(amendment, by=backing),
            "why_not_decline": decline.why_not(amendment, by=backing),
            **amendments_views.change_of(amendment),
        },
        only_show=chosen not in (accept.name, decline.name),
        initial={"seen": amendment.text.number},
    )
