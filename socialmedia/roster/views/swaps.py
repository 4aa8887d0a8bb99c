"""Asking somebody to take over a duty, and answering who asks."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ...guidelines.selectors import parameters_in_force
from ...team.decorators import actor, for_team
from .. import rules, selectors
from ..choices import SwapStatus
from ..coverage import place_of
from ..forms import SwapForm
from ..models import RosterDuty, Swap
from ..workflow import swaps as roster_swaps

ANSWERS: Mapping[str, tuple[Callable[..., object], str]] = {  # by what an address ends in
    "accept": (roster_swaps.accept, "This is now your duty."),
    "decline": (roster_swaps.decline, "Request declined. The person who asked has been told."),
    "withdraw": (roster_swaps.withdraw, "Request withdrawn. You keep the duty."),
}


@require_safe
@for_team
def swaps(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What others ask of me, and my own duties with what I have asked of others."""
    now = clock.now()
    today, last = localdate(now), selectors.last_day(parameters_in_force(), now=now)
    swaps = list(Swap.objects.open(on=today))
    facts = selectors.facts(today, last)
    asked = [
        {"swap": swap, "refused": rules.why_not_accept(swap, request.user, facts, now=now)}
        for swap in swaps
        if swap.asked_by_id != request.user.pk and swap.to_id in {None, request.user.pk}
    ]
    mine = {swap.duty_id: swap for swap in swaps if swap.asked_by_id == request.user.pk}
    duties = RosterDuty.objects.in_days(today, last).of(request.user)
    lines = [{"duty": duty, "swap": mine.get(duty.pk)} for duty in duties]
    return render(request, "socialmedia/roster/swaps.html", {"asked": asked, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@for_team
def ask_swap(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask one person, or anybody, to take over a duty of mine."""
    duty = get_object_or_404(RosterDuty.objects.select_related("channel", "user"), pk=pk)
    facts, now = selectors.facts(duty.on, duty.on), clock.now()
    people = [key for key in facts.able(place_of(duty)) if key != request.user.pk]
    form = SwapForm(post_data(request), people=people)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            roster_swaps.ask(duty, **form.cleaned_data, user=request.user, by=actor(request))
            messages.success(request, "Request sent by email. The duty stays yours until somebody agrees.")
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
    answer(get_object_or_404(Swap, pk=pk), user=request.user, by=actor(request))
    messages.success(request, done)
    return redirect("socialmedia:swaps")
