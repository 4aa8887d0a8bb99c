"""The moderation log of a forum: paged, searchable by name, and one more entry; one struck out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.actions import Action, action_page
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock
from lla.words.cleaning import one_line

from ...channels.models import Channel
from ...guidelines.selectors import parameters_in_force
from ...team.decorators import asking, for_readers, for_team, standing_of
from ..forms import LogForm, StrikeForm
from ..models import Moderation, Participant
from ..rules import cases, moderation
from ..workflow import moderation as forums_moderation

A_PAGE = 25


@require_safe
@for_readers
def forum_log(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """What moderators did, the latest first; of one person when a name is looked for."""
    forum = _forum(slug)
    found = Moderation.objects.filter(channel=forum).with_all()
    asked_for = one_line(request.GET.get("name", "").replace("\x00", ""))[:120].removeprefix("@")
    if asked_for:
        found = found.filter(participant__name__icontains=asked_for)
    context = {
        "forum": forum,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "name": asked_for,
        "kept_from": _kept_from(request),
        "in_team": standing_of(request).in_team,
    }
    return render(request, "socialmedia/forums/forum_log.html", context)


@require_safe
@for_readers
def participant(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """One person in one forum: what was done, what counts now, and their cases."""
    forum = _forum(slug)
    person = get_object_or_404(Participant.objects.select_related("platform"), pk=pk)
    logged = Moderation.objects.filter(channel=forum, participant=person).with_all()
    if not logged:
        get_object_or_404(person.cases.visible_to(request.user), channel=forum)
    figures, in_team = parameters_in_force(), standing_of(request).in_team
    context = {
        "forum": forum,
        "person": person,
        "page": Paginator(logged, A_PAGE).get_page(request.GET.get("page")),
        "counting": moderation.new_breaches(person, forum, now=clock.now(), figures=figures).count(),
        "figures": figures,
        "cases": person.cases.visible_to(request.user).filter(channel=forum).with_all(),
        "kept_from": _kept_from(request),
        "in_team": in_team,
        "may_open": in_team and not cases.why_not_open(person, forum, by=request.user),
    }
    return render(request, "socialmedia/forums/participant.html", context)


@asking
@for_team
def new_moderation(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Write down what was done; the page says so when it has opened a case."""
    forum = _forum(slug)
    first = {"name": one_line(request.GET.get("name", "").replace("\x00", ""))[:120]}
    form = LogForm(post_data(request), channel=forum, initial=first)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            logged = forums_moderation.log(forum, **form.cleaned_data, by=request.user)
            if logged.case_id and logged.case_id not in _kept_from(request):
                messages.warning(request, "Saved. These breaches belong to a case: see the case.")
                return redirect("socialmedia:case", logged.case_id)
            messages.success(request, "Saved in the log.")
            return redirect("socialmedia:forum_log", slug)
    return render(request, "socialmedia/forums/new_moderation.html", {"forum": forum, "form": form})


@asking
@for_team
def strike_moderation(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove an entry that was a mistake."""
    forum = _forum(slug)
    entry = get_object_or_404(Moderation.objects.filter(channel=forum).with_all(), pk=pk)
    return action_page(
        request,
        STRIKE,
        entry,
        by=request.user,
        template="socialmedia/forums/strike_moderation.html",
        back=lambda: redirect("socialmedia:forum_log", slug),
        context={"forum": forum, "rows": [entry], "kept_from": _kept_from(request)},
    )


STRIKE = Action(
    label="Remove an entry",
    button="Remove the entry",
    done="Entry removed. It no longer counts.",
    form=StrikeForm,
    why_not=lambda entry, by: moderation.why_not_strike(entry, why="-"),
    do=forums_moderation.strike,
)


def _kept_from(request: AuthenticatedHttpRequest) -> set[int]:
    """The keys of the cases that its reader is kept out of."""
    return set(request.user.kept_out_of_cases.values_list("pk", flat=True))


def _forum(slug: str) -> Channel:
    return get_object_or_404(Channel.objects.forums().select_related("platform"), slug=slug)
