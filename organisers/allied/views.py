"""The register of other left organisations, for organisers and the steering committee."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.forms.base import post_data, refusals_as_errors
from lla.pages.filters import filter_tags
from lla.time import clock

from ..appointments.decorators import regions_required
from ..regions.models import Region
from . import rules, workflow
from .forms import ContactForm, OrganisationForm
from .models import AlliedOrganisation

reader_required = regions_required(rules.why_not_read, rules.regions_behind)
A_PAGE = 50
FILTERS = {"": "All", "overdue": "Overdue", "mine": "Mine", "open": "Without an answer yet"}


@require_safe
@reader_required
def allied(request: AuthenticatedHttpRequest, yours: list[Region]) -> HttpResponse:
    """Every organisation, what is overdue first."""
    today = localdate(clock.now())
    show = request.GET.get("show", "")
    show = show if show in FILTERS else ""
    every = AlliedOrganisation.objects.most_pressing_first()
    shown = {name: every.shown(name, by=request.user, on=today) for name in FILTERS}
    counts = {name: rows.count() for name, rows in shown.items()}
    context = {
        "page": Paginator(shown[show].select_related("owner"), A_PAGE).get_page(request.GET.get("page")),
        "filters": filter_tags(request, FILTERS.items(), shown=show, counts=counts),
        "today": today,
        "show": show,
    }
    return render(request, "organisers/allied/allied.html", context)


@require_safe
@reader_required
def allied_organisation(request: AuthenticatedHttpRequest, yours: list[Region], pk: int) -> HttpResponse:
    """One organisation: how far we are, what is next, and all that was said."""
    found = get_object_or_404(AlliedOrganisation.objects.select_related("owner"), pk=pk)
    log_lines = found.contacts.select_related("by").order_by("-at", "-pk")
    log = Paginator(log_lines, A_PAGE).get_page(request.GET.get("page"))
    context = {"other": found, "page": log, "today": localdate(clock.now())}
    return render(request, "organisers/allied/allied_organisation.html", context)


@reader_required
def new_allied(request: AuthenticatedHttpRequest, yours: list[Region]) -> HttpResponse:
    return _keep(request, AlliedOrganisation(owner=request.user), "Add an organisation")


@reader_required
def change_allied(request: AuthenticatedHttpRequest, yours: list[Region], pk: int) -> HttpResponse:
    return _keep(request, get_object_or_404(AlliedOrganisation, pk=pk), "Change how far we are")


def _keep(request: AuthenticatedHttpRequest, organisation: AlliedOrganisation, heading: str) -> HttpResponse:
    form = OrganisationForm(post_data(request), instance=organisation)
    if form.is_valid():
        with refusals_as_errors(form):
            kept = workflow.keep(form.instance, by=request.user, seen=form.instance.state)
            messages.success(request, f"{kept} is saved.")
            return redirect("organisers:allied_organisation", kept.pk)
    context = {"form": form, "heading": heading, "button": "Save"}
    return render(request, "organisers/allied/allied_form.html", context)


@reader_required
def log_allied(request: AuthenticatedHttpRequest, yours: list[Region], pk: int) -> HttpResponse:
    """Add what was said to an organisation."""
    found = get_object_or_404(AlliedOrganisation, pk=pk)
    form = ContactForm(post_data(request))
    if form.is_valid():
        with refusals_as_errors(form):
            once(
                request,
                partial(workflow.log, found, by=request.user, **form.cleaned_data),
                again=lambda: None,
            )
            messages.success(request, "Conversation recorded.")
            return redirect("organisers:allied_organisation", found.pk)
    context = {"form": form, "heading": f"Record a conversation with {found}", "button": "Save"}
    return render(request, "organisers/allied/allied_form.html", context)
