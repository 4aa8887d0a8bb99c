"""The public pages of the regions: who organises where, which groups are there, and how to write to them."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from lla import clock, limits
from lla.forms import told_on

from ..choices import GroupStatus
from ..forms.regions import FindForm, WriteForm
from ..models import Appointment, Group, Region, Symposium
from ..rules import places
from ..workflow.writing import write_to_organiser


@require_http_methods(["GET", "HEAD", "POST"])
def regions(request: HttpRequest) -> HttpResponse:
    """Every region; a postcode, which is not kept, leads to its own."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if found := places.of_postcode(form.cleaned_data["postcode"]):
            return redirect("organisers:region", found.slug)
        form.add_error("postcode", "That district is in two regions. Choose yours from the list.")
    affiliated = Count("groups", filter=Q(groups__status=GroupStatus.AFFILIATED))
    every = _with_organisers(Region.objects.annotate(affiliated=affiliated)).order_by("order", "name")
    mine = []
    if request.user.is_authenticated:
        mine = [one for one in every if any(held.user_id == request.user.pk for held in _in_office(one))]
    return render(request, "organisers/regions.html", {"regions": every, "mine": mine, "form": form})


@require_safe
def region(request: HttpRequest, region: str) -> HttpResponse:
    """One region: its organisers by name, its groups as they want to be found, and what is coming up."""
    found = get_object_or_404(_with_organisers(Region.objects.all()), slug=region)
    symposia = Symposium.objects.upcoming(now=clock.now()).filter(region=found).select_related("venue")
    context = {
        "region": found,
        "organisers": [held.user for held in _in_office(found)],
        "groups": Group.objects.affiliated().filter(region=found),
        "symposia": symposia,
    }
    return render(request, "organisers/region.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, region: str) -> HttpResponse:
    """A message to the organiser, whose address stays unprinted."""
    found = get_object_or_404(_with_organisers(Region.objects.all()), slug=region)
    form = WriteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            typed = form.cleaned_data
            limits.spend("write to organiser", typed["email"])
            limits.spend("write to organiser from", f"{found.pk} {limits.client(request)}")
            limits.spend("write to organiser of", f"region {found.pk}")
            write_to_organiser(found, name=typed["name"], email=typed["email"], words=typed["words"])
            return redirect("organisers:written", found.slug)
    people = [held.user for held in _in_office(found)]
    return render(request, "organisers/write.html", {"region": found, "organisers": people, "form": form})


@require_safe
def written(request: HttpRequest, region: str) -> HttpResponse:
    return render(request, "organisers/written.html", {"region": get_object_or_404(Region, slug=region)})


def _with_organisers(regions: QuerySet[Region]) -> QuerySet[Region]:
    """Regions with the appointments in force today."""
    in_force = Appointment.objects.in_force(on=localdate(clock.now())).select_related("user")
    return regions.prefetch_related(Prefetch("appointments", in_force, to_attr="in_office"))


def _in_office(region: Any) -> list[Appointment]:
    held: list[Appointment] = region.in_office
    return held
