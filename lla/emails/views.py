"""The pages on which a reader turns kinds of emails off: signed in, or by the link at an email's foot."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lla.accounts.decorators import login_required, private
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.emails import preferences, recipients
from lla.emails.delivery import TURN_OFF
from lla.emails.models import Email
from lla.forms.base import Form, post_data
from lla.links import exceptions, tokens
from lla.links.exceptions import LinkRefused


class EmailsForm(Form):
    """A list of boxes for each circle of readers; ticked is what comes."""

    def __init__(self, data: Any, *, offered: Mapping[str, Mapping[str, str]], off: set[str]) -> None:
        super().__init__(data)
        self.offered = {kind for of_readers in offered.values() for kind in of_readers}
        for number, (heading, of_readers) in enumerate(offered.items()):
            self.fields[f"emails_{number}"] = forms.MultipleChoiceField(
                label=heading,
                required=False,
                choices=list(of_readers.items()),
                initial=[kind for kind in of_readers if kind not in off],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def wanted(self) -> set[str]:
        return {kind for ticked in self.cleaned_data.values() for kind in ticked}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def email_preferences(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every kind of email that is turned on and off by whoever is signed in."""
    address = request.user.email
    offered = preferences.offered_to(request.user)
    form = EmailsForm(post_data(request), offered=offered, off=preferences.turned_off(address))
    if form.is_bound and form.is_valid():
        preferences.choose(address, wanted=form.wanted, unwanted=form.offered - form.wanted)
        messages.success(request, "Saved. You will get the emails you ticked.")
        return redirect("email_preferences")
    return render(request, "lla/emails/email_preferences.html", {"form": form})


@csrf_exempt  # the token in the address is the proof, and mail programs post to it without a cookie
@require_http_methods(["GET", "HEAD", "POST"])
@private
def turn_off(request: HttpRequest, token: str) -> HttpResponse:
    """One kind of email, turned off or on again by its reader, who need not sign in; it names nobody.

    A mail program turns it off at once (RFC 8058), and may not be led on to another page.
    """
    link = tokens.read(TURN_OFF, token)
    email = Email.objects.filter(pk=link.target, kind__in=preferences.kinds()).first()
    if email is None:
        raise LinkRefused(exceptions.EXPIRED)
    if request.method == "POST":
        choice = "wanted" if request.POST.get("turn") == "on" else "unwanted"
        preferences.choose(email.to, **{choice: [email.kind]})
        at_once = request.POST.get("List-Unsubscribe") == "One-Click"
        return HttpResponse(status=200) if at_once else redirect("turn_off", token)
    context = {
        "words": preferences.kinds()[email.kind],
        "off": email.kind in preferences.turned_off(email.to),
    }
    return render(request, "lla/emails/turn_off.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def stop_emails(request: HttpRequest, key: str) -> HttpResponse:
    """Want no email at all, or want them again: for whoever has an email in which this address stands."""
    hash = recipients.read_key(key)
    if request.method == "POST":
        change = recipients.resume if request.POST.get("emails") == "on" else recipients.stop
        change(hash)
        return redirect("stop_emails", key)
    return render(request, "lla/emails/stop_emails.html", {"stopped": recipients.is_unwanted(hash)})
