"""The page on which an organiser accepts the confidentiality undertaking."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from lla import clock, text
from lla.desk import DeskRequest
from lla.doors import with_second_factor

from ..rules import groups as rules
from ..workflow import appointments as workflow


@require_http_methods(["GET", "HEAD", "POST"])
@with_second_factor
def undertaking(request: DeskRequest) -> HttpResponse:
    """Read it, and accept it by a button; afterwards on to where the organiser was going."""
    onwards = _onwards(request)
    if request.method == "POST":
        workflow.accept_undertaking(request.user, version=request.POST.get("version", ""))
        return redirect(onwards)
    present = rules.undertaking_in_force(now=clock.now())
    context = {
        "undertaking": present,
        "blocks": text.parse(present.words) if present else (),
        "accepted": rules.undertaking_to_accept(request.user, now=clock.now()) is None,
        "onwards": onwards,
    }
    return render(request, "organisers/undertaking.html", context)


def _onwards(request: DeskRequest) -> str:
    asked_for = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked_for, allowed_hosts={request.get_host()}):
        return asked_for
    return reverse("organisers:regions")
