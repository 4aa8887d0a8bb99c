"""The organiser's dashboard of one region, and the committee's board of all."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.decorators import permission_required
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.time import clock

from ..appointments.decorators import organiser_required
from ..appointments.models import Appointment
from ..regions.models import Region
from . import selectors


@require_safe
@organiser_required
def desk(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """Coverage, circulation, this quarter's symposium, vacancies and what to do next."""
    now = clock.now()
    counted = selectors.of_regions([region], now=now, by=request.user)[region]
    in_force = Appointment.objects.in_force(on=localdate(now)).filter(region=region).select_related("user")
    context = {
        "region": region,
        "figures": counted,
        "tasks": selectors.next_tasks(region, counted, now=now),
        "appointments": in_force,
        "verified_for_days": settings.VERIFIED_FOR_DAYS,
    }
    return render(request, "organisers/dashboard/desk.html", context)


@require_safe
@permission_required("organisers.oversee")
def board(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every region by quarters: counts only, for the steering committee."""
    named, rows = selectors.board(now=clock.now())
    return render(request, "organisers/dashboard/board.html", {"quarters": named, "rows": rows})
