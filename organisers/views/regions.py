"""The public pages of the regions: who organises where, and which groups are there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ..models import Region
from .rights import organiser_of_region


def regions(request: HttpRequest) -> HttpResponse:
    return render(request, "organisers/regions.html", {"regions": Region.objects.all()})


def region(request: HttpRequest, region: str) -> HttpResponse:
    return render(request, "organisers/region.html", {"region": get_object_or_404(Region, slug=region)})


@organiser_of_region
def desk(request: HttpRequest, region: Region) -> HttpResponse:
    return render(request, "organisers/desk.html", {"region": region})
