"""The register of a region's venues."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lla.forms import told_on
from lla.functions import InOrder

from ..forms.symposia import VenueForm
from ..models import Region, Venue
from ..rules import symposia as rules
from .rights import organiser_of_region


@require_safe
@organiser_of_region
def venues(request: HttpRequest, region: Region) -> HttpResponse:
    found = [(venue, rules.access_unknown(venue)) for venue in region.venues.order_by(InOrder("name"))]
    return render(request, "organisers/venues.html", {"region": region, "venues": found})


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_of_region
def venue(request: HttpRequest, region: Region, pk: int | None = None) -> HttpResponse:
    """A new venue, or one to be put right."""
    row = get_object_or_404(Venue, pk=pk, region=region) if pk else Venue(region=region)
    form = VenueForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_bound and form.is_valid():
        with told_on(form):
            messages.success(request, f"{form.save()} saved.")
            return redirect("organisers:venues", region.slug)
    return render(request, "organisers/venue.html", {"region": region, "form": form, "venue": row})
