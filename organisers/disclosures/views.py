"""The data protection lead's records: every list that left, and whose pages were opened on screen."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.decorators import permission_required
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import Form
from lla.forms.fields import OneLineField
from lla.pages.filters import filter_tags
from lla.time import clock

from ..editions.models import Copy
from ..lists.models import Download
from ..lists.views import A_PAGE, AT_MOST, column_labels
from ..lists.workflow import returns
from ..regions.models import Region
from . import selectors, workflow

FILTERS = {"": "All", "open": "To be deleted"}
OPENINGS_FILTERS = {"": "All days", "unusual": "Unusual"}


class TraceForm(Form):
    """The number on a copy that turned up where it should not be."""

    copy = OneLineField(
        max_length=12,
        label="Number of a copy",
        help_text="It is in the file and its name, for example K-3F9A or E-7HQ2.",
        required=False,
    )

    def clean_copy(self) -> str:
        return str(self.cleaned_data["copy"]).upper()


@require_safe
@permission_required("organisers.protect")
def all_lists(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every list that left, for the data protection lead; what is still to be deleted; whose a copy is."""
    form = TraceForm(request.GET if "copy" in request.GET else None)
    downloads = Download.objects.select_related("by", "request")
    copies = Copy.objects.none()
    if form.is_valid() and (number := form.cleaned_data["copy"]):
        downloads = downloads.filter(copy_id=number)
        copies = Copy.objects.filter(copy_id=number)
    show = "open" if request.GET.get("show") == "open" else ""
    if show:
        downloads = downloads.to_be_deleted()
        copies = Copy.objects.to_be_deleted().order_by("-pk")[:AT_MOST]
    page = Paginator(downloads.prefetch_related("events"), A_PAGE).get_page(request.GET.get("page"))
    names = dict(Region.objects.values_list("pk", "name"))
    context = {
        "form": form,
        "page": page,
        "rows": [
            (download, [names.get(pk, str(pk)) for pk in download.regions], column_labels(download.columns))
            for download in page
        ],
        "copies": copies.select_related("group", "edition__region").prefetch_related("events"),
        "show": show,
        "filters": filter_tags(request, FILTERS.items(), shown=show),
    }
    return render(request, "organisers/disclosures/all_lists.html", context)


@require_POST
@permission_required("organisers.protect")
def list_deleted(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The data protection lead was told another way that a list is deleted."""
    download = get_object_or_404(Download, pk=pk)
    returns.close(download, by=request.user)
    messages.success(request, f"{download.copy_id} recorded as deleted.")
    return redirect(f"{reverse('organisers:all_lists')}?show=open")


@require_safe
@permission_required("organisers.protect")
def openings(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How many contacts each organiser opened on screen on each day, and which days are unusual."""
    days = selectors.opened_days(today=localdate(clock.now()))
    unusual = [day for day in days if day["unusual"]]
    show = "unusual" if request.GET.get("show") == "unusual" else ""
    counts = {"": len(days), "unusual": len(unusual)}
    page = Paginator(unusual if show else days, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "show": show,
        "filters": filter_tags(request, OPENINGS_FILTERS.items(), shown=show, counts=counts),
        "compared_for": selectors.COMPARED_FOR.days,
        "kept_for": workflow.KEPT_FOR,
    }
    return render(request, "organisers/disclosures/openings.html", context)
