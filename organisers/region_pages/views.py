"""The public pages of the regions: who organises where, which groups are there, and how to write to them."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

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
    """Every region; a place or a postcode, which is not kept, leads to its own."""
    form = FindForm(post_data(request))
    found = _found(form) if form.is_valid() else None
    if found and found.region:
        return redirect("organisers:region", found.region.slug)
    if found and found.problem:
        form.add_error("place", found.problem)
    affiliated = Count("groups", filter=Q(groups__status=GroupStatus.AFFILIATED))
    every = with_organisers(Region.objects.annotate(affiliated=affiliated)).order_by("order", "name")
    mine = []
    if request.user.is_authenticated:
        mine = [region for region in every if request.user in [row.user for row in in_office(region)]]
    context = {"regions": every, "mine": mine, "form": form, "found": found}
    return render(request, "organisers/region_pages/regions.html", context)


@require_POST
def find_region(request: HttpRequest) -> HttpResponse:
    """What the place that is being typed may be, for the page that shows it at once; nothing is kept."""
    form = FindForm(post_data(request))
    found = _found(form) if form.is_valid() else None
    return render(request, "organisers/region_pages/_places.html", {"found": found})


def _found(form: FindForm) -> regions_selectors.Found:
    towns = Group.objects.affiliated().exclude(town="").order_by().values_list("town", "region__slug")
    return regions_selectors.find(form.cleaned_data["place"], towns=towns.distinct())


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
