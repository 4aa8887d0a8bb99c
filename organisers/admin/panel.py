"""The committee's panel about regions on the desk's front page: what waits, and the list behind it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from lla import clock
from lla.desk import Line, Panel, panel

from ..models import AlliedOrganisation, Appointment, Group, Region


@panel(40)
def regions(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm("organisers.oversee"):
        return None
    today, groups = localdate(clock.now()), reverse("admin:organisers_group_changelist")
    in_force = Appointment.objects.in_force(on=today)
    allied = reverse("admin:organisers_alliedorganisation_changelist")
    vacant = Region.objects.exclude(pk__in=in_force.values("region")).count()
    overdue = AlliedOrganisation.objects.overdue(on=today).count()
    lines = [
        ("groups applying", Group.objects.applying().count(), f"{groups}?waits=applied"),
        ("groups proposed by their organiser", Group.objects.proposed().count(), f"{groups}?waits=proposed"),
        ("regions without an organiser", vacant, reverse("organisers:board")),
        ("overdue contacts with other organisations", overdue, f"{allied}?due=overdue"),
    ]
    return Panel("Regions", [Line(*line) for line in lines])
