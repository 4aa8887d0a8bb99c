"""The public page about our channels, and the team's board."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lla import clock
from lla.desk import DeskRequest

from ..models import Channel, GuidelineVersion
from ..rules.guidelines import parameters_in_force
from .board import facts
from .rights import for_readers, standing_of


@require_safe
def social(request: HttpRequest) -> HttpResponse:
    """Where everybody finds us, by which guidelines we post, and where to complain."""
    channels = Channel.objects.open().exclude(address="").select_related("platform")
    reader = standing_of(request)
    context = {
        "pages": channels.pages(),
        "guidelines": GuidelineVersion.objects.in_force(),
        "may_enter": request.user.is_anonymous or reader.in_team or reader.leads,
    }
    return render(request, "socialmedia/social.html", context)


@require_safe
@for_readers
def board(request: DeskRequest) -> HttpResponse:
    """What waits for the reader, what waits for anybody, and how today goes."""
    now = clock.now()
    reader = standing_of(request, now=now)
    told = facts(request.user, reader, parameters_in_force(), now=now)
    return render(request, "socialmedia/board.html", {"standing": reader, **told})
