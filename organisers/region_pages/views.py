"""The public pages of the regions: who organises where, which groups are there, and how to write to them."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lla.forms.base import post_data
from lla.time import clock

from ..appointments.selectors import in_office, with_organisers
from ..groups.choices import GroupStatus
from ..groups.models import Group
from ..regions import selectors as regions_selectors
from ..regions.forms import FindForm
from ..regions.models import Region
from ..symposia.models import Symposium


@require_http_methods(["GET", "HEAD", "POST"])
def regions(request: HttpRequest) -> HttpResponse:
    """Every region; a postcode, which is not kept, leads to its own."""
    form = FindForm(post_data(request))
    if form.is_valid():
        if found := regions_selectors.region_of_postcode(form.cleaned_data["postcode"]):
            return redirect("organisers:region", found.slug)
        form.add_error("postcode", "That district is in two regions. Choose yours from the list.")
    affiliated = Count("groups", filter=Q(groups__status=GroupStatus.AFFILIATED))
    every = with_organisers(Region.objects.annotate(affiliated=affiliated)).order_by("order", "name")
    mine = []
    if request.user.is_authenticated:
        mine = [region for region in every if request.user in [row.user for row in in_office(region)]]
    context = {"regions": every, "mine": mine, "form": form}
    return render(request, "organisers/region_pages/regions.html", context)


@require_safe
def region(request: HttpRequest, region: str) -> HttpResponse:
    """One region: its organisers by name, its groups as they want to be found, and what is coming up."""
    found = get_object_or_404(with_organisers(Region.objects.all()), slug=region)
    symposia = Symposium.objects.upcoming(now=clock.now()).filter(region=found).select_related("venue")
    context = {
        "region": found,
        "organisers": [appointment.user for appointment in in_office(found)],
        "groups": Group.objects.affiliated().filter(region=found),
        "symposia": symposia,
    }
    return render(request, "organisers/region_pages/region.html", context)
