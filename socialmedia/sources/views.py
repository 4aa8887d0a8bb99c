"""Sources: the list with how each stands today, one source with every look at it, its acts."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.pages.converters import row_key
from lla.time import clock

from ..channels.models import Channel
from ..guidelines.choices import Level
from ..guidelines.parameters import Parameters
from ..guidelines.selectors import parameters_in_force
from ..guidelines.verdicts import TONES, Verdict
from ..team.decorators import actor, asking, planning_for_readers, planning_for_team, standing_of
from . import selectors, workflow
from .addresses import host_of
from .forms import LikeForm, SourceForm, VettingForm
from .models import Source, Vetting

A_PAGE, SHARED, LOOKS = 25, 10, 20


@require_safe
@planning_for_readers
def sources(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Everybody whose material may be shared, and whether it may be shared today."""
    asked = request.GET.get("q", "").strip()[:100].replace("\x00", "")
    listed = Source.objects.prefetch_related(_looks(), "likes__channel")
    if asked:
        listed = listed.filter(Q(name__icontains=asked) | Q(key__icontains=asked))
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    figures = parameters_in_force()
    context = {
        "page": page,
        "rows": [_row(row, figures) for row in page],
        "asked": asked,
        "figures": figures,
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/sources/sources.html", context)


@require_safe
@planning_for_readers
def source(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One source: every look at it, the pages of ours that like it, what of it was shared."""
    row = _source(pk)
    figures = parameters_in_force()
    shown, pages = _row(row, figures), Channel.objects.open().pages().exclude(likes__source=row)
    context = {
        **shown,
        "looks": list(row.vettings.all())[:LOOKS],
        "likes": row.likes.select_related("channel", "by"),
        "shared": row.posts.select_related("author")[:SHARED],
        "like_form": LikeForm(source=row),
        "can_like": pages.exists(),
        "to_like": list(pages) if shown["is_fine"] else [],
        "figures": figures,
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/sources/source.html", context)


def _source(pk: int) -> Source:
    return get_object_or_404(Source.objects.prefetch_related(_looks()), pk=pk)


def _looks() -> Prefetch[Any]:
    return Prefetch("vettings", Vetting.objects.select_related("by").order_by("-pk"))


def _row(row: Source, figures: Parameters) -> dict[str, Any]:
    """A source with how it stands today; without a verdict the guidelines ask nothing of it."""
    verdict: Verdict | None = selectors.standing(row, figures, now=clock.now())
    tone = TONES[verdict.level] if verdict else ""
    look = selectors.latest_vetting(row)
    is_fine = look is not None and (verdict is None or verdict.level == Level.PASS)
    return {"source": row, "verdict": verdict, "tone": tone, "look": look, "is_fine": is_fine}


@asking
@planning_for_team
def new_source(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A source by one of its addresses, which a share's page can hand over: ?link=…"""
    link = request.GET.get("link", "")[:300]
    form = SourceForm(post_data(request), initial={"address": link, "name": host_of(link)})
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            row = workflow.add(**form.cleaned_data, by=actor(request))
            messages.success(request, f"{row} is in the list. Now review it.")
            return redirect("socialmedia:vet_source", row.pk)
    return render(request, "socialmedia/sources/new_source.html", {"form": form})


@asking
@planning_for_team
def vet_source(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """What somebody found who looked into it."""
    row = _source(pk)
    look = selectors.latest_vetting(row)
    form = VettingForm(post_data(request), look=look)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.vet(row, **form.cleaned_data, user=request.user, by=actor(request))
            messages.success(request, f"Review of {row} saved.")
            return redirect(f"{reverse('socialmedia:source', args=[pk])}#likes")
    context = {"form": form, "source": row, "look": look, "figures": parameters_in_force()}
    return render(request, "socialmedia/sources/vet_source.html", context)


@require_POST
@planning_for_team
def like_source(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One of our pages likes it."""
    row = _source(pk)
    form = LikeForm(request.POST, source=row)
    if form.is_valid():
        channel = form.cleaned_data["channel"]
        workflow.like(row, channel=channel, user=request.user, by=actor(request))
        messages.success(request, f"Recorded: {channel} likes {row}.")
    else:
        messages.error(request, " ".join(str(error) for each in form.errors.values() for error in each))
    return redirect("socialmedia:source", pk)


@require_POST
@planning_for_team
def unlike_source(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One of our pages likes it no longer."""
    row = _source(pk)
    channel = Channel.objects.filter(pk=row_key(request.POST.get("channel", ""))).first()
    if channel:
        workflow.unlike(row, channel=channel, by=actor(request))
        messages.success(request, f"Recorded: {channel} no longer likes {row}.")
    return redirect("socialmedia:source", pk)
