"""Editions of the directory: what each copy would hold, freezing, sending, and what became of them."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.acts.refusals import NotAllowed
from lla.pages.converters import row_key
from lla.time import clock

from ...appointments.decorators import organiser_required
from ...regions.models import Region
from .. import papers, rules, selectors, workflow
from ..models import Edition
from ..selectors import tracks

A_PAGE = 25


@require_safe
@organiser_required
def editions(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """Every edition of the region, the newest first."""
    found = region.editions.select_related("by").with_fate().order_by("-number")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisers/editions/editions.html", {"region": region, "page": page})


@organiser_required
def new_edition(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """What each group's copy would hold now; a button freezes it."""
    if request.method == "POST":
        seen = row_key(request.GET["seen"]) if "seen" in request.GET else None
        freeze = partial(workflow.freeze, region, by=request.user, seen=seen)
        try:
            edition = once(request, freeze, again=partial(region.editions.latest, "number"))
        except NotAllowed as refused:
            messages.error(request, " ".join(refused.reasons))
            return redirect("organisers:new_edition", region.slug)
        messages.success(request, "Edition made. Check it once more, then send the copies.")
        return redirect("organisers:edition", region.slug, edition.number)
    drafts = selectors.drafts(region)
    shown = next((draft for draft in drafts if draft.group.slug == request.GET.get("copy")), None)
    context = {
        "region": region,
        "drafts": drafts,
        "shown": shown,
        "rows": papers.lines(shown.entries) if shown else [],
        "why_not": rules.why_not_freeze(region),
        "seen": region.editions.aggregate(last=Max("number"))["last"] or 0,
    }
    return render(request, "organisers/editions/new_edition.html", context)


@require_safe
@organiser_required
def edition(request: AuthenticatedHttpRequest, region: Region, number: int) -> HttpResponse:
    """An edition: each group's copy, whom it went to, and what became of it."""
    found = get_object_or_404(region.editions.select_related("region", "by").with_fate(), number=number)
    now = clock.now()
    to_send = rules.holders_to_send(found, now=now)
    context = {
        "region": region,
        "edition": found,
        "tracks": tracks(found),
        "to_send": len(to_send),
    }
    return render(request, "organisers/editions/edition.html", context)


@require_POST
@organiser_required
def send_edition(request: AuthenticatedHttpRequest, region: Region, number: int) -> HttpResponse:
    """Send the copies to whoever has not had theirs."""
    found: Edition = get_object_or_404(region.editions, number=number)
    sent = workflow.circulate(found, by=request.user)
    emails = "1 email with a link has" if sent == 1 else f"{sent} emails with links have"
    messages.success(request, f"{emails} been sent." if sent else "Everybody has already been sent theirs.")
    return redirect("organisers:edition", region.slug, number)
