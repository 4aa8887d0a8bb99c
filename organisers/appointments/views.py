"""The page of the undertaking, and writing to the organiser of a region."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lla.accounts import decorators
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.actors import Actor
from lla.forms.address_fields import AddressField
from lla.forms.base import Form, Honeypot, post_data, refusals_as_errors
from lla.forms.fields import OneLineField, TextField
from lla.limits import rate_limits
from lla.text import pasted, reading
from lla.time import clock

from ..regions.models import Region
from . import selectors, workflow
from .selectors import in_office, with_organisers


def organiser_actor(request: AuthenticatedHttpRequest) -> Actor:
    return Actor.user(request.user, role="organiser")


@require_http_methods(["GET", "HEAD", "POST"])
@decorators.second_factor_required
def undertaking(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Read it, and accept it by a button; afterwards on to where the organiser was going."""
    onwards = decorators.next_url(request, otherwise=reverse("organisers:regions"))
    if request.method == "POST":
        workflow.accept_undertaking(request.user, version=request.POST.get("version", ""))
        return redirect(onwards)
    present = selectors.undertaking_in_force(now=clock.now())
    context = {
        "undertaking": present,
        "blocks": reading.parse(pasted.normalise(present.words)) if present else (),
        "accepted": selectors.undertaking_to_accept(request.user, now=clock.now()) is None,
        "onwards": onwards,
    }
    return render(request, "organisers/appointments/undertaking.html", context)


class WriteForm(Honeypot, Form):
    """A message to the organiser of a region."""

    name = OneLineField(label="Your name", max_length=80)
    email = AddressField(label="Your email address", help_text="The organiser will answer to this address.")
    words = TextField(label="Your message", max_length=5_000)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, region: str) -> HttpResponse:
    """A message to the organiser, whose address stays unprinted."""
    found = get_object_or_404(with_organisers(Region.objects.all()), slug=region)
    form = WriteForm(post_data(request))
    if form.is_valid():
        with refusals_as_errors(form):
            data = form.cleaned_data
            rate_limits.spend("write to organiser", data["email"])
            rate_limits.spend("write to organiser from", f"{found.pk} {rate_limits.client_address(request)}")
            rate_limits.spend("write to organiser of", f"region {found.pk}")
            workflow.write_to_organiser(found, name=data["name"], email=data["email"], words=data["words"])
            return redirect("organisers:written", found.slug)
    organisers = [appointment.user for appointment in in_office(found)]
    context = {"region": found, "organisers": organisers, "form": form}
    return render(request, "organisers/appointments/write.html", context)


@require_safe
def written(request: HttpRequest, region: str) -> HttpResponse:
    context = {"region": get_object_or_404(Region, slug=region)}
    return render(request, "organisers/appointments/written.html", context)
