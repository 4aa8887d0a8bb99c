"""Finding what a page of symposia is about, and who acts on it."""

from datetime import date

from django.http import Http404

from lla.actors import Actor
from lla.desk import DeskRequest

from ..choices import Stage
from ..models import Region, Symposium


def organiser(request: DeskRequest) -> Actor:
    return Actor.user(request.user, role="organiser")


def symposium_of(region: Region, quarter: date) -> Symposium:
    """A region's symposium of a quarter; one that was cancelled only when no other took its place."""
    found = list(region.symposia.filter(quarter=quarter).select_related("region", "venue").order_by("-pk"))
    if not found:
        raise Http404
    return next((one for one in found if one.stage != Stage.CANCELLED), found[0])
