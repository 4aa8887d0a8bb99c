"""The page of swaps: what others ask of me, what I ask of them, and the answers."""

from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.refusals import NotAllowed
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ...guidelines.selectors import parameters_in_force
from ...team.decorators import actor, asking, for_team
from .. import rules, selectors, workflow
from ..choices import SwapStatus
from ..coverage import place_of
from ..forms import SwapForm
from ..models import RosterDuty, Swap

ASKED = "Request sent by email. The duty stays yours until somebody agrees."
ANSWERS: Mapping[str, tuple[Callable[..., object], str]] = {  # by what an address ends in
    "accept": (workflow.accept, "This is now your duty."),
    "decline": (workflow.decline, "Request declined. The person who asked has been told."),
    "withdraw": (workflow.withdraw, "Request withdrawn. You keep the duty."),
}


@require_safe
@for_team
def swaps(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What others ask of me, and my own duties with what I have asked of others."""
    return _swaps(request)


def _swaps(request: AuthenticatedHttpRequest, *, refused: Sequence[str] = ()) -> HttpResponse:
    """The page as it is now, with what refused a button that was pressed on it."""
    now = clock.now()
    today, last = localdate(now), selectors.last_day(parameters_in_force(), now=now)
    swaps = list(Swap.objects.open(on=today))
    facts = selectors.facts(today, last)
    asked = [
        {"swap": swap, "refused": against}
        for swap in swaps
        if swap.asked_by_id != request.user.pk and swap.to_id in {None, request.user.pk}
        if not (against := rules.why_not_accept(swap, request.user, facts, now=now)) or swap.to_id
    ]
    mine = {swap.duty_id: swap for swap in swaps if swap.asked_by_id == request.user.pk}
    duties = RosterDuty.objects.in_days(today, last).of(request.user)
    lines = [{"duty": duty, "swap": mine.get(duty.pk)} for duty in duties]
    context = {"asked": asked, "lines": lines, "reasons": refused}
    return render(request, "socialmedia/roster/swaps.html", context, status=409 if refused else 200)


@require_POST
@for_team
def ask_anybody(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask everybody who could to take over a duty of mine: one button."""
    duty = get_object_or_404(RosterDuty.objects.select_related("channel", "user"), pk=pk)
    try:
        workflow.ask(duty, to=None, user=request.user, by=actor(request))
    except NotAllowed as refused:
        return _swaps(request, refused=refused.reasons)
    messages.success(request, ASKED)
    return redirect("socialmedia:swaps")


@asking
@for_team
def ask_swap(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask one person, or anybody, to take over a duty of mine."""
    duty = get_object_or_404(RosterDuty.objects.select_related("channel", "user"), pk=pk)
    facts, now = selectors.facts(duty.on, duty.on), clock.now()
    people = [key for key in facts.able(place_of(duty)) if key != request.user.pk]
    form = SwapForm(post_data(request), people=people)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.ask(duty, **form.cleaned_data, user=request.user, by=actor(request))
            messages.success(request, ASKED)
            return redirect("socialmedia:swaps")
    asked = duty.swaps.filter(status=SwapStatus.ASKED).exists()
    refused = rules.why_not_ask(duty, request.user, None, facts, asked=asked, now=now)
    context = {"form": form, "duty": duty, "refused": refused, "people": len(people)}
    return render(request, "socialmedia/roster/ask_swap.html", context)


@require_POST
@for_team
def answer_swap(request: AuthenticatedHttpRequest, pk: int, act: str) -> HttpResponse:
    """Accept, decline or withdraw: one button each."""
    if act not in ANSWERS:
        raise Http404
    answer, done = ANSWERS[act]
    swap = get_object_or_404(Swap, pk=pk)
    try:
        answer(swap, user=request.user, by=actor(request))
    except NotAllowed as refused:
        return _swaps(request, refused=refused.reasons)
    messages.success(request, done)
    return redirect("socialmedia:swaps")
