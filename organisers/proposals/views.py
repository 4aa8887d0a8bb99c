"""Proposing a colleague from a contact's page, and the page on which the colleague says yes or no."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lla.accounts.decorators import private_page
from lla.acts.refusals import NotAllowed
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.links import tokens
from lla.links.exceptions import LinkRefused

from ..contacts.decorators import contact_required, open_page_of
from ..contacts.forms import DetailsForm
from ..contacts.models import Contact
from ..contacts.views import LINK_ENDED, link_ended
from . import rules, workflow
from .emails import PROPOSAL_LINK
from .models import Proposal

ASKED = "If they are not already a contact of your group and were not asked before, we email them."


@contact_required
def propose(request: HttpRequest, contact: Contact) -> HttpResponse:
    """The group's secretary names a colleague, who is asked by one email."""
    if reasons := rules.why_not_propose(contact):
        raise NotAllowed(reasons)
    form = ProposeForm(post_data(request))
    if form.is_valid():
        with refusals_as_errors(form):
            rate_limits.spend("propose contact", str(contact.group_id))
            workflow.propose(contact, form.details)
            messages.success(request, ASKED)
            return redirect("organisers:my_page")
    return render(request, "organisers/proposals/propose.html", {"contact": contact, "form": form})


@private_page
def proposal(request: HttpRequest, token: str) -> HttpResponse:
    """The email's link: what they are proposed as, and a yes and a no, of which GET does neither."""
    try:
        if request.method == "POST":
            if request.POST.get("answer") == "yes":
                open_page_of(request, workflow.accept(token))
                return redirect("organisers:my_page")
            workflow.decline(token)
            messages.success(request, "Thank you. We keep nothing about you, and will not ask you again.")
            return redirect("organisers:regions")
        link = tokens.read(PROPOSAL_LINK, token)
    except LinkRefused:
        return link_ended(request, LINK_ENDED)
    found = get_object_or_404(Proposal.objects.select_related("group"), pk=link.target)
    return render(request, "organisers/proposals/proposal.html", {"proposal": found})


class ProposeForm(DetailsForm):
    """A colleague who may answer for the group too; their number is theirs to give."""

    phone = None  # type: ignore[assignment]
