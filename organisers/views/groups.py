"""The organiser's list of groups and the page of each, with what an organiser does with a group."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lla import clock
from lla.desk import DeskRequest
from lla.forms import Form, told_on

from ..forms.groups import HandOverForm, ProposeForm, VerifyForm
from ..models import Group, Region
from ..rules import groups as rules
from ..rules.contacts import verified_since
from ..workflow import groups as workflow
from .figures import SHOWN, count
from .rights import organiser_of_region

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing an organiser does with a group: its address, words, form, rule and act."""

    name: str
    words: str
    explains: str
    done: str
    form: Callable[..., Form]
    why_not: Callable[[Group], list[str]]
    do: Callable[[DeskRequest, Group, Any], object]

    @property
    def view(self) -> str:
        return f"organisers:group_{self.name}"


def _verify(request: DeskRequest, group: Group, form: VerifyForm) -> None:
    workflow.verify(group, by=request.user, constituencies=form.covered, **form.where)


def _propose(request: DeskRequest, group: Group, form: ProposeForm) -> None:
    workflow.propose(group, by=request.user, words=form.cleaned_data["words"])


def _hand_over(request: DeskRequest, group: Group, form: HandOverForm) -> None:
    typed = form.cleaned_data
    workflow.hand_over(group, by=request.user, to=typed["to"], words=typed["words"])


VERIFY = Deed(
    "verify",
    "Verify the group’s details",
    "Check these with somebody in the group. Saving confirms that they are correct today.",
    "The group’s details are verified as of today.",
    VerifyForm,
    rules.why_not_verify,
    _verify,
)
PROPOSE = Deed(
    "propose",
    "Propose it to the committee",
    "The steering committee reads this and decides whether the group is affiliated.",
    "Proposal sent to the committee.",
    lambda data, group: ProposeForm(data),
    rules.why_not_propose,
    _propose,
)
HAND_OVER = Deed(
    "hand_over",
    "Move to another region",
    "The other region’s organiser then looks after the group. You will no longer see it.",
    "Group moved. The other region’s organiser gets an email.",
    HandOverForm,
    lambda group: rules.why_not_move(group, to=None),
    _hand_over,
)
DEEDS = (VERIFY, PROPOSE, HAND_OVER)


@require_safe
@organiser_of_region
def groups(request: DeskRequest, region: Region) -> HttpResponse:
    """Every group of the region, or those behind one figure of the dashboard."""
    since = verified_since(now=clock.now())
    shown = SHOWN.get(request.GET.get("show", ""), SHOWN["all"])
    rows = list(Group.objects.filter(region=region).for_the_desk(since=since))
    found = [row for row in rows if shown.holds(row, since)]
    counts = count(rows, since=since)
    context = {
        "region": region,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "shown": shown,
        "every": [(one, counts[one.name]) for one in SHOWN.values()],
    }
    return render(request, "organisers/groups.html", context)


@require_safe
@organiser_of_region
def group(request: DeskRequest, region: Region, group: str) -> HttpResponse:
    found = _find(region, group)
    context = {
        "region": region,
        "group": found,
        "contacts": found.contacts.present(),
        "since": verified_since(now=clock.now()),
        "deeds": [(deed, deed.why_not(found)) for deed in DEEDS],
        "history": found.events.select_related("remark").order_by("-pk")[:50],
    }
    return render(request, "organisers/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_of_region
def group_verify(request: DeskRequest, region: Region, group: str) -> HttpResponse:
    return _do(request, region, _find(region, group), VERIFY)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_of_region
def group_propose(request: DeskRequest, region: Region, group: str) -> HttpResponse:
    return _do(request, region, _find(region, group), PROPOSE)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_of_region
def group_hand_over(request: DeskRequest, region: Region, group: str) -> HttpResponse:
    return _do(request, region, _find(region, group), HAND_OVER)


def _do(request: DeskRequest, region: Region, group: Group, deed: Deed) -> HttpResponse:
    """Ask what a deed needs and do it; a group that has gone to another region leads back to the list."""
    form = deed.form(request.POST if request.method == "POST" else None, group=group)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            deed.do(request, group, form)
            messages.success(request, deed.done)
            if deed is HAND_OVER:
                return redirect("organisers:groups", region.slug)
            return redirect("organisers:group", region.slug, group.slug)
    context = {"region": region, "group": group, "deed": deed, "form": form, "reasons": deed.why_not(group)}
    return render(request, "organisers/group_deed.html", context)


def _find(region: Region, slug: str) -> Group:
    since = verified_since(now=clock.now())
    return get_object_or_404(Group.objects.for_the_desk(since=since), region=region, slug=slug)
