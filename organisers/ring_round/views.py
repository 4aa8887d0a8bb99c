"""The ring round: how it goes, one group after another, the result of each call."""

from collections import Counter
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.refusals import NotAllowed
from lla.addresses import telephone
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ..appointments.decorators import organiser_required
from ..conversations import selectors as conversations_selectors
from ..conversations.choices import Outcome
from ..disclosures.workflow import count_opening
from ..groups.models import Group
from ..regions.models import Region
from . import rules, selectors, workflow
from .forms import BESIDE, STOP, OutcomeForm, StartForm
from .models import Round
from .selectors import Standing, Where

NONE_LEFT = "No group is left to ring for the moment."
STOPPED = "Stopped. You can go on whenever you like."
STARTED = "{by} has just started a round: “{why}”. You typed: “{typed}”. Nothing new was started."
LONGEST_WHY = 120  # characters
ENDED = "The ring round has ended."
OUTCOMES = (
    (Outcome.REACHED, "Reached"),
    (Outcome.NO_ANSWER, "No answer"),
)
# What is asked once, for it changes what we hold of somebody: the button, the question, what follows for
# whoever has an email address, and for whom the number is all that we have.
ASKED_ONCE = {
    Outcome.WRONG_NUMBER: (
        "Wrong number",
        "Is the number of {name} somebody else’s?",
        "It is deleted, and nobody rings it any more. They are asked for their number by email.",
        "Nobody rings it any more. We have no email address of theirs, so nobody can reach them until you "
        "enter another number or an address on their page. What they allowed ends.",
    ),
    Outcome.NOT_RUNG: (
        "Asked not to be rung",
        "Does {name} want no more calls?",
        "Nobody rings them any more. They are told by email that you wrote this down.",
        "Nobody rings them any more. We have no email address of theirs, so nobody can reach them.",
    ),
}


@organiser_required
def ring_round(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """How the open round goes, group by group; without one, the form that starts it."""
    now, opened = clock.now(), selectors.open_round(region)
    last = opened or selectors.last_round(region)
    form = StartForm(post_data(request))
    if opened and form.is_bound:
        return _started_already(request, opened)
    if form.is_valid():
        with refusals_as_errors(form):
            return _next(request, workflow.start(region, form.cleaned_data["why"], by=request.user))
    found = selectors.standings(region, last, now=now)
    context = {
        "region": region,
        "round": opened,
        "last": last,
        "next": selectors.next_group(found, request.user) if opened else None,
        "form": form,
        "standings": [(each, opened and not rules.why_not_take(each, request.user)) for each in found],
        **_counts(found),
        "why_not_start": rules.why_not_start(region, found, opened, request.user, now=now),
    }
    return render(request, "organisers/ring_round/ring_round.html", context)


def _started_already(request: AuthenticatedHttpRequest, opened: Round) -> HttpResponse:
    """A colleague was sooner; what was typed is said once more."""
    why = " ".join(request.POST.get("why", "").split())[:LONGEST_WHY]
    messages.info(request, STARTED.format(by=opened.started_by, why=opened.why, typed=why))
    return redirect("organisers:ring_round", opened.region.slug)


def _counts(found: Sequence[Standing]) -> dict[str, int]:
    counts = Counter(standing.where for standing in found)
    return {"done": counts[Where.DONE], "left": selectors.left(found), "nobody": counts[Where.NOBODY]}


@require_POST
@organiser_required
def ring_next(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    return _next(request, _open_round(region))


@organiser_required
def ring_group(request: AuthenticatedHttpRequest, region: Region, group: str) -> HttpResponse:
    """One group: whom to ring, whom not, a button for each result; only whoever has taken it sees numbers."""
    now = clock.now()
    found = get_object_or_404(Group.objects.affiliated(), region=region, slug=group)
    rung = selectors.round_of(region, found, request.user)
    if rung is None or (rung.ended_at and request.method == "GET"):
        return _over(request, region)
    every = selectors.standings(region, rung, now=now)
    standing = next(each for each in every if each.group == found)
    form = OutcomeForm(post_data(request), ringable=standing.ringable)
    if form.is_valid():
        if form.cleaned_data["outcome"] == STOP:
            return _stop(request, rung)
        if form.cleaned_data["outcome"] in ASKED_ONCE and "sure" not in request.POST:
            return _ask_once(request, region, found, form)
        with refusals_as_errors(form, beside=BESIDE):
            _record(request, rung, found, form)
            return _next(request, rung)
    mine = standing.turn is not None and standing.turn.by_id == request.user.pk
    if mine:
        for contact in standing.ringable:
            count_opening(contact, by=request.user)
    context = {
        "region": region,
        "round": rung,
        "group": found,
        "standing": standing,
        "numbers": [(each, telephone.shown(each.phone)) for each in standing.ringable] if mine else [],
        "form": form,
        "mine": mine,
        "to_call_back": conversations_selectors.to_call_back(found) if mine else [],
        "why_not_take": rules.why_not_take(standing, request.user),
        "outcomes": OUTCOMES,
        "call_back": Outcome.CALL_BACK,
        "asked_once": [(outcome, words[0]) for outcome, words in ASKED_ONCE.items()],
        **_counts(every),
    }
    return render(request, "organisers/ring_round/ring_group.html", context)


def _ask_once(
    request: AuthenticatedHttpRequest, region: Region, group: Group, form: OutcomeForm
) -> HttpResponse:
    """Before a number or a consent goes: what is meant, with all that was typed carried along."""
    outcome, contact = Outcome(form.cleaned_data["outcome"]), form.cleaned_data["contact"]
    button, question, follows, without_email = ASKED_ONCE[outcome]
    context = {
        "region": region,
        "group": group,
        "button": button,
        "question": question.format(name=contact),
        "follows": follows if contact.email else without_email,
        "sent": [(name, request.POST.get(name, "")) for name in ("contact", "words", "outcome")],
    }
    return render(request, "organisers/ring_round/ring_ask.html", context)


def _record(request: AuthenticatedHttpRequest, rung: Round, group: Group, form: OutcomeForm) -> None:
    typed = form.cleaned_data
    outcome = Outcome(typed["outcome"])
    said = {"words": typed["words"], "again_on": typed["again_on"]}
    workflow.record(rung, group, typed["contact"], outcome, by=request.user, **said)
    messages.success(request, f"{group}: {outcome.label.lower()}.")


@require_POST
@organiser_required
def ring_take(request: AuthenticatedHttpRequest, region: Region, group: str) -> HttpResponse:
    """Ring one group out of its turn."""
    found = get_object_or_404(Group.objects.affiliated(), region=region, slug=group)
    workflow.take(_open_round(region), found, by=request.user)
    return redirect("organisers:ring_group", region.slug, found.slug)


@require_POST
@organiser_required
def ring_stop(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    return _stop(request, _open_round(region))


def _stop(request: AuthenticatedHttpRequest, rung: Round) -> HttpResponse:
    workflow.leave(rung, by=request.user)
    messages.success(request, STOPPED)
    return redirect("organisers:ring_round", rung.region.slug)


@organiser_required
def ring_end(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """Ask once, then end the round for all organisers of the region."""
    opened = selectors.open_round(region)
    if opened is None:
        return _over(request, region)
    if request.method == "POST":
        workflow.end(opened, by=request.user)
        messages.success(request, ENDED)
        return redirect("organisers:ring_round", region.slug)
    found = selectors.standings(region, opened, now=clock.now())
    ringing = [each.turn for each in found if each.turn and each.turn.by_id != request.user.pk]
    context = {"region": region, "round": opened, "ringing": ringing, **_counts(found)}
    return render(request, "organisers/ring_round/ring_end.html", context)


def _open_round(region: Region) -> Round:
    if (opened := selectors.open_round(region)) is None:
        raise NotAllowed([rules.ENDED])
    return opened


def _over(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    messages.info(request, rules.ENDED)
    return redirect("organisers:ring_round", region.slug)


def _next(request: AuthenticatedHttpRequest, opened: Round) -> HttpResponse:
    """Take the next group and show it; back to the round when none is left or it has ended."""
    if opened.ended_at:
        return _over(request, opened.region)
    turn = workflow.take_next(opened, by=request.user)
    if turn is None:
        messages.info(request, NONE_LEFT)
        return redirect("organisers:ring_round", opened.region.slug)
    return redirect("organisers:ring_group", opened.region.slug, turn.group.slug)
