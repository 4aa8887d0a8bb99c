"""A contact's own page, without an account: the way in, the one form, and leaving again."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lla.accounts import decorators
from lla.acts.refusals import NotAllowed
from lla.addresses import email, telephone
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.links import tokens
from lla.links.exceptions import LinkRefused
from lla.time import clock

from ..consents import selectors as consents_selectors
from ..contact_desk import workflow as contact_desk_workflow
from ..contacts import workflow as contacts_workflow
from ..contacts.decorators import (
    PAGE,
    contact_in_session,
    contact_required,
    open_page_of,
    switch_to,
)
from ..contacts.emails import ADDRESS_LINK, PAGE_LINK
from ..contacts.models import Contact
from ..contacts.views import LINK_ENDED, link_ended
from ..disclosures.selectors import days_opened, disclosures
from ..groups import selectors as groups_selectors
from ..proposals import rules as proposals_rules
from ..symposia.views.answers import Part, parts_for
from . import workflow
from .forms import LostForm, PageForm

SHOWN, A_PAGE = 10, 50
ASKED = "If this is the address of a contact, we have emailed a link to it. Check your email."
SAVED = "Saved. Your details are marked as checked today."
TOOK_OVER = (
    "This page is now yours. Your predecessor’s consents do not count for you. Tick what you agree to, "
    "then save."
)
NOT_KEPT = "Your group’s answer about the symposium is not saved."
WAITS = " We will use the new address once you confirm it with the email we have sent there."


@decorators.private_page
def private(request: HttpRequest, token: str) -> HttpResponse:
    """The emailed way in: a button, which swaps the token for a page that stays open."""
    try:
        if request.method == "POST":
            open_page_of(request, workflow.open_page(token))
            return redirect("organisers:my_page")
        tokens.read(PAGE_LINK, token)
    except LinkRefused:
        return (
            redirect("organisers:my_page") if contact_in_session(request) else link_ended(request, LINK_ENDED)
        )
    return render(request, "organisers/contact_page/private.html")


@decorators.private_page
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    """The email to a new address: a button that lets it count."""
    try:
        if request.method == "POST":
            open_page_of(request, workflow.confirm_address(token))
            messages.success(request, "We now use your new address.")
            return redirect("organisers:my_page")
        tokens.read(ADDRESS_LINK, token)
    except LinkRefused:
        return link_ended(request, LINK_ENDED)
    return render(request, "organisers/contact_page/new_address.html")


@decorators.private_page
def lost(request: HttpRequest) -> HttpResponse:
    """Ask for the way back; the answer is the same for every address."""
    form = LostForm(post_data(request))
    if form.is_valid():
        with refusals_as_errors(form):
            rate_limits.spend("contact link", form.cleaned_data["email"])
            rate_limits.spend("contact link from", rate_limits.client_address(request))
            workflow.send_link(form.cleaned_data["email"])
            messages.success(request, ASKED)
            return redirect("organisers:lost")
    return render(request, "organisers/contact_page/lost.html", {"form": form})


@contact_required
def my_page(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Everything about a contact: one form, one Save."""
    data = post_data(request)
    form, parts = PageForm(data, contact=contact), parts_for(contact, data)
    # Each is asked, so that every mistake is told at once.
    valid = [each.is_valid() for each in (form, *(part.form for part in parts))]
    if data is not None and all(valid):
        if form.took_over:
            if successor := _take_over(contact, form, data):
                open_page_of(request, successor)
                messages.success(request, TOOK_OVER + (WAITS if successor.wanted_email else ""))
                return redirect("organisers:my_page")
        elif saved := _save(contact, form):
            messages.success(request, SAVED + (WAITS if saved.wanted_email else ""))
            _save_answers(request, parts)
            return redirect("organisers:my_page")
    context = _page_context(request, contact, form) | {"parts": parts}
    return render(request, "organisers/contact_page/my_page.html", context)


def _save(contact: Contact, form: PageForm) -> Contact | None:
    """Save the details and consents; None when something was refused, and its form says why."""
    with refusals_as_errors(form):
        _spend_for_new_address(contact, form)
        return workflow.save_page(
            contact,
            form.details,
            form.wishes,
            seen=form.newest_consent,
            same_person=form.same_person,
            takes_number=form.takes_number,
        )
    return None


def _save_answers(request: HttpRequest, parts: Sequence[Part]) -> None:
    """Save each of the group's answers by itself: one that comes too late costs the contact nothing else."""
    for part in parts:
        try:
            part.save()
        except NotAllowed as refused:
            messages.warning(request, " ".join([NOT_KEPT, *refused.reasons]))


def _take_over(contact: Contact, form: PageForm, data: QueryDict) -> Contact | None:
    """Begin a page for whoever took over, with what they answered for the group; None when refused."""
    with refusals_as_errors(form):
        _spend_for_new_address(contact, form)
        with transaction.atomic():
            successor = workflow.take_over_page(contact, form.details, seen=form.newest_consent)
            for part in parts_for(successor, data):
                if part.form.is_valid():
                    part.save()
        return successor
    return None


def _spend_for_new_address(contact: Contact, form: PageForm) -> None:
    """Emails to addresses that somebody typed are few, whoever typed them."""
    known = map(email.key, (contact.email, contact.wanted_email))
    if email.key(form.details.email) not in known:
        rate_limits.spend("contact address", str(contact.pk))


def _page_context(request: HttpRequest, contact: Contact, form: PageForm) -> dict[str, object]:
    every_disclosure = disclosures(contact)
    others = Contact.objects.of_address(contact.email).exclude(pk=contact.pk).select_related("group")
    return {
        "contact": contact,
        "form": form,
        "had": every_disclosure[:SHOWN],
        "had_in_all": len(every_disclosure),
        "others": others,
        "may_propose": not proposals_rules.why_not_propose(contact),
        "new_number": telephone.shown(contact.wanted_phone),
        "until": PAGE.until(request),
        "verified_since": groups_selectors.verified_since(now=clock.now()),
    }


@contact_required
def my_record(request: HttpRequest, contact: Contact) -> HttpResponse:
    """All of who has had my details."""
    page = Paginator(disclosures(contact), A_PAGE).get_page(request.GET.get("page"))
    context = {"contact": contact, "page": page, "opened": days_opened(contact)}
    return render(request, "organisers/contact_page/my_record.html", context)


@contact_required
def withdraw(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Take everything back; the page says first what that does."""
    if request.method == "POST":
        workflow.withdraw(contact)
        messages.success(request, "All your consents are withdrawn. We have confirmed this by email.")
        return redirect("organisers:my_page")
    loss = consents_selectors.erasure_effects(contact)
    return render(request, "organisers/contact_page/withdraw.html", {"contact": contact, "loss": loss})


@contact_required
def erase(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Erase the details; the page says first what goes and what stays."""
    if request.method == "POST":
        contact_desk_workflow.erase(contact, by=contacts_workflow.contact_actor(contact))
        PAGE.close(request)
        messages.success(request, "Your details are erased. We have confirmed this in a last email.")
        return redirect("organisers:lost")
    loss = consents_selectors.erasure_effects(contact)
    return render(request, "organisers/contact_page/erase.html", {"contact": contact, "loss": loss})


@contact_required
def open_other(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Go over to the page of another group that the same address stands for."""
    if request.method == "POST":
        same = Contact.objects.of_address(contact.email)
        key = request.POST.get("contact", "")
        switch_to(request, get_object_or_404(same, pk=int(key) if key.isdecimal() else 0))
    return redirect("organisers:my_page")


@require_POST
def leave_page(request: HttpRequest) -> HttpResponse:
    """Close the page on a computer that others use."""
    PAGE.close(request)
    messages.success(request, "Your page is closed in this browser.")
    return redirect("organisers:lost")
