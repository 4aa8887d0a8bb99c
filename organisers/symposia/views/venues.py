"""The register of a region's venues."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from lla.forms.base import post_data, refusals_as_errors
from lla.words.functions import SortKey

from ...appointments.decorators import organiser_required
from ...regions.models import Region
from .. import rules
from ..forms import VenueForm
from ..models import Venue


@require_safe
@organiser_required
def venues(request: HttpRequest, region: Region) -> HttpResponse:
    found = [(venue, rules.access_unknown(venue)) for venue in region.venues.order_by(SortKey("name"))]
    return render(request, "organisers/symposia/venues.html", {"region": region, "venues": found})


@organiser_required
def venue(request: HttpRequest, region: Region, pk: int | None = None) -> HttpResponse:
    """A new venue, or one to be put right."""
    row = get_object_or_404(Venue, pk=pk, region=region) if pk else Venue(region=region)
    form = VenueForm(post_data(request), instance=row)
    if form.is_valid():
        with refusals_as_errors(form):
            messages.success(request, f"{form.save()} saved.")
            return redirect("organisers:venues", region.slug)
    return render(request, "organisers/symposia/venue.html", {"region": region, "form": form, "venue": row})
