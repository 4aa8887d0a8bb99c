"""The committee's panel about social media on the desk's front page: vacant offices and an empty roster."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from lla import clock
from lla.desk import Line, Panel, panel

from ..choices import Role
from ..models import Appointment
from ..rules.team import OVERSEE


@panel(60)
def social_media(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm(OVERSEE):
        return None
    held = Appointment.objects.in_force(on=localdate(clock.now()))
    roles = set(held.values_list("role", flat=True).distinct())
    team, appoint = reverse("socialmedia:team"), reverse("socialmedia:appoint")
    people = held.values("user").distinct().count()
    lines = [
        ("Social Media Manager vacant", int(Role.MANAGER not in roles), appoint),
        ("coordinator vacant", int(Role.COORDINATOR not in roles), appoint),
        ("people in the team", people, team),
    ]
    return Panel("Social media", [Line(*line) for line in lines])
