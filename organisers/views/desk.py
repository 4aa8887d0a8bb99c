"""The organiser's dashboard of one region, and the committee's board of all."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla import clock
from lla.desk import DeskRequest
from lla.doors import with_permission

from ..models import Appointment, Region
from . import figures
from .rights import organiser_of_region


@require_safe
@organiser_of_region
def desk(request: DeskRequest, region: Region) -> HttpResponse:
    """Coverage, circulation, this quarter's symposium, vacancies and what to do next."""
    now = clock.now()
    counted = figures.of_region(region, now=now, by=request.user)
    in_force = Appointment.objects.in_force(on=localdate(now)).filter(region=region).select_related("user")
    context = {
        "region": region,
        "figures": counted,
        "tasks": figures.next_tasks(region, counted, now=now),
        "appointments": in_force,
        "verified_for_days": settings.VERIFIED_FOR_DAYS,
    }
    return render(request, "organisers/desk.html", context)


@require_safe
@with_permission("organisers.oversee")
def board(request: DeskRequest) -> HttpResponse:
    """Every region by quarters: counts only, for the steering committee."""
    named, rows = figures.board(now=clock.now())
    return render(request, "organisers/board.html", {"quarters": named, "rows": rows})
