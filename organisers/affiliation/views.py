"""Applying to affiliate, and the organiser's list and pages of groups."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lla.accounts.decorators import private
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import Form, refusals_as_errors
from lla.limits import rate_limits
from lla.links import tokens
from lla.time import clock

from ..appointments.decorators import organiser_required
from ..contacts.models import Contact
from ..groups.models import Group
from ..groups.selectors import GROUP_FILTERS, count_by_filter, verified_since
from ..regions.models import Region
from . import rules, workflow
from .emails import APPLICATION_LINK
from .forms import AffiliateForm, HandOverForm, ProposeForm, VerifyForm


@require_http_methods(["GET", "HEAD", "POST"])
def affiliate(request: HttpRequest) -> HttpResponse:
    form = AffiliateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_as_errors(form):
            application = form.application
            rate_limits.spend("affiliate", application.contact_email)
            rate_limits.spend("affiliate from", rate_limits.client_address(request))
            workflow.apply(application)
            return redirect("organisers:affiliate_sent")
    return render(request, "organisers/affiliation/affiliate.html", {"form": form})


@require_safe
def affiliate_sent(request: HttpRequest) -> HttpResponse:
    """The same whatever was sent: the email says what came of it."""
    return render(request, "organisers/affiliation/affiliate_sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@private
def application(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the email: a button, and afterwards what happens next."""
    contacts = Contact.objects.present().select_related("group__region")
    contact = get_object_or_404(contacts, pk=tokens.read(APPLICATION_LINK, token).target)
    if request.method == "POST":
        workflow.confirm(contact)
        return redirect("organisers:application", token)
    confirmed = contact.group.application_confirmed_at is not None
    return render(
        request, "organisers/affiliation/application.html", {"contact": contact, "confirmed": confirmed}
    )


PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class GroupAction:
    """One thing an organiser does with a group: its address, words, form, rule and act."""

    name: str
    words: str
    explains: str
    done: str
    form: Callable[..., Form]
    why_not: Callable[[Group], list[str]]
    do: Callable[[AuthenticatedHttpRequest, Group, Any], object]

    @property
    def view(self) -> str:
        return f"organisers:group_{self.name}"


def _verify(request: AuthenticatedHttpRequest, group: Group, form: VerifyForm) -> None:
    workflow.verify(group, by=request.user, constituencies=form.covered, **form.where)


def _propose(request: AuthenticatedHttpRequest, group: Group, form: ProposeForm) -> None:
    workflow.propose(group, by=request.user, words=form.cleaned_data["words"])


def _hand_over(request: AuthenticatedHttpRequest, group: Group, form: HandOverForm) -> None:
    typed = form.cleaned_data
    workflow.hand_over(group, by=request.user, to=typed["to"], words=typed["words"])


VERIFY = GroupAction(
    "verify",
    "Verify the group’s details",
    "Check these with somebody in the group. Saving confirms that they are correct today.",
    "The group’s details are verified as of today.",
    VerifyForm,
    rules.why_not_verify,
    _verify,
)
PROPOSE = GroupAction(
    "propose",
    "Propose it to the committee",
    "The steering committee reads this and decides whether the group is affiliated.",
    "Proposal sent to the committee.",
    lambda data, group: ProposeForm(data),
    rules.why_not_propose,
    _propose,
)
HAND_OVER = GroupAction(
    "hand_over",
    "Move to another region",
    "The other region’s organiser then looks after the group. You will no longer see it.",
    "Group moved. The other region’s organiser gets an email.",
    HandOverForm,
    lambda group: rules.why_not_move(group, to=None),
    _hand_over,
)
ACTIONS = (VERIFY, PROPOSE, HAND_OVER)


@require_safe
@organiser_required
def groups(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """Every group of the region, or those behind one figure of the dashboard."""
    since = verified_since(now=clock.now())
    shown = GROUP_FILTERS.get(request.GET.get("show", ""), GROUP_FILTERS["all"])
    rows = list(Group.objects.filter(region=region).for_the_desk(since=since))
    found = [row for row in rows if shown.holds(row, since)]
    counts = count_by_filter(rows, since=since)
    context = {
        "region": region,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "shown": shown,
        "every": [(one, counts[one.name]) for one in GROUP_FILTERS.values()],
    }
    return render(request, "organisers/affiliation/groups.html", context)


@require_safe
@organiser_required
def group(request: AuthenticatedHttpRequest, region: Region, group: str) -> HttpResponse:
    found = _get_group(region, group)
    context = {
        "region": region,
        "group": found,
        "contacts": found.contacts.present(),
        "since": verified_since(now=clock.now()),
        "deeds": [(deed, deed.why_not(found)) for deed in ACTIONS],
        "history": found.events.select_related("remark").order_by("-pk")[:50],
    }
    return render(request, "organisers/affiliation/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_required
def group_verify(request: AuthenticatedHttpRequest, region: Region, group: str) -> HttpResponse:
    return _action_page(request, region, _get_group(region, group), VERIFY)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_required
def group_propose(request: AuthenticatedHttpRequest, region: Region, group: str) -> HttpResponse:
    return _action_page(request, region, _get_group(region, group), PROPOSE)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_required
def group_hand_over(request: AuthenticatedHttpRequest, region: Region, group: str) -> HttpResponse:
    return _action_page(request, region, _get_group(region, group), HAND_OVER)


def _action_page(
    request: AuthenticatedHttpRequest, region: Region, group: Group, deed: GroupAction
) -> HttpResponse:
    """Ask what a deed needs and do it; a group that has gone to another region leads back to the list."""
    form = deed.form(request.POST if request.method == "POST" else None, group=group)
    if request.method == "POST" and form.is_valid():
        with refusals_as_errors(form):
            deed.do(request, group, form)
            messages.success(request, deed.done)
            if deed is HAND_OVER:
                return redirect("organisers:groups", region.slug)
            return redirect("organisers:group", region.slug, group.slug)
    context = {"region": region, "group": group, "deed": deed, "form": form, "reasons": deed.why_not(group)}
    return render(request, "organisers/affiliation/group_action.html", context)


def _get_group(region: Region, slug: str) -> Group:
    since = verified_since(now=clock.now())
    return get_object_or_404(Group.objects.for_the_desk(since=since), region=region, slug=slug)
