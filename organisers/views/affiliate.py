"""Applying to affiliate: the public form, what happens next, and the link that confirms it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lla import limits, links
from lla.doors import private
from lla.forms import told_on

from ..emails.groups import APPLICATION_LINK
from ..forms.groups import AffiliateForm
from ..models import Contact
from ..workflow import groups as workflow


@require_http_methods(["GET", "HEAD", "POST"])
def affiliate(request: HttpRequest) -> HttpResponse:
    form = AffiliateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            application = form.application
            limits.spend("affiliate", application.contact_email)
            limits.spend("affiliate from", limits.client(request))
            workflow.apply(application)
            return redirect("organisers:affiliate_sent")
    return render(request, "organisers/affiliate.html", {"form": form})


@require_safe
def affiliate_sent(request: HttpRequest) -> HttpResponse:
    """The same whatever was sent: the email says what came of it."""
    return render(request, "organisers/affiliate_sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@private
def application(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the email: a button, and afterwards what happens next."""
    contacts = Contact.objects.present().select_related("group__region")
    contact = get_object_or_404(contacts, pk=links.read(APPLICATION_LINK, token).target)
    if request.method == "POST":
        workflow.confirm(contact)
        return redirect("organisers:application", token)
    confirmed = contact.group.application_confirmed_at is not None
    return render(request, "organisers/application.html", {"contact": contact, "confirmed": confirmed})
