"""The page on which an organiser accepts the confidentiality undertaking."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lla import clock, doors, text
from lla.desk import DeskRequest

from ..rules import groups as rules
from ..workflow import appointments as workflow


@require_http_methods(["GET", "HEAD", "POST"])
@doors.with_second_factor
def undertaking(request: DeskRequest) -> HttpResponse:
    """Read it, and accept it by a button; afterwards on to where the organiser was going."""
    onwards = doors.onwards(request, otherwise=reverse("organisers:regions"))
    if request.method == "POST":
        workflow.accept_undertaking(request.user, version=request.POST.get("version", ""))
        return redirect(onwards)
    present = rules.undertaking_in_force(now=clock.now())
    context = {
        "undertaking": present,
        "blocks": text.parse(text.normalise(present.words)) if present else (),
        "accepted": rules.undertaking_to_accept(request.user, now=clock.now()) is None,
        "onwards": onwards,
    }
    return render(request, "organisers/undertaking.html", context)
