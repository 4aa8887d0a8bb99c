"""Proposing a colleague from a contact's page, and the page on which the colleague says yes or no."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lla import limits, links
from lla.doors import private
from lla.forms import told_on
from lla.refusals import LinkRefused, NotAllowed

from ..emails.contacts import PROPOSAL_LINK
from ..forms.contacts import ProposeForm
from ..models import Contact, Proposal
from ..rules import proposals as rules
from ..workflow import proposals
from .contact_page import ENDED
from .entrance import ended, enter_as, for_contact

ASKED = "If they are not already a contact of your group and were not asked before, we email them."


@for_contact
def propose(request: HttpRequest, contact: Contact) -> HttpResponse:
    """The group's secretary names a colleague, who is asked by one email."""
    if reasons := rules.why_not_propose(contact):
        raise NotAllowed(reasons)
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with told_on(form):
            limits.spend("propose contact", str(contact.group_id))
            proposals.propose(contact, form.details)
            messages.success(request, ASKED)
            return redirect("organisers:my_page")
    return render(request, "organisers/propose.html", {"contact": contact, "form": form})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, token: str) -> HttpResponse:
    """The email's link: what they are proposed as, and a yes and a no, of which GET does neither."""
    try:
        if request.method == "POST":
            if request.POST.get("answer") == "yes":
                enter_as(request, proposals.accept(token))
                return redirect("organisers:my_page")
            proposals.decline(token)
            messages.success(request, "Thank you. We keep nothing about you, and will not ask you again.")
            return redirect("organisers:regions")
        link = links.read(PROPOSAL_LINK, token)
    except LinkRefused:
        return ended(request, ENDED)
    found = get_object_or_404(Proposal.objects.select_related("group"), pk=link.target)
    return render(request, "organisers/proposal.html", {"proposal": found})
