"""The pages on which the mover of a motion reads the amendments to it and answers them."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lla.forms.actions import Action, action_page
from lla.time import clock

from ..amendments import rules as amendments_rules
from ..amendments import views as amendments_views
from ..backing.views.session import backing_required
from ..motion.models import Backing, Motion
from ..motion.rules import why_not_act_for
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


@backing_required
def answer_amendments(request: HttpRequest, backing: Backing) -> HttpResponse:
    """The amendments to somebody's motion, each with what its mover has said to it."""
    rows = backing.motion.amendments.public().in_label_order().for_papers().select_related("amendment")
    context = {"motion": backing.motion, "amendments": rows}
    return render(request, "motions/amending/answer_amendments.html", context)


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
            "final": clock.now() >= motion.conference.freeze_at,
            "why_not_accept": accept.why_not(amendment, by=backing),
            "why_not_decline": decline.why_not(amendment, by=backing),
            **amendments_views.change_of(amendment),
        },
        only_show=chosen not in (accept.name, decline.name),
        initial={"seen": amendment.text.number},
    )
