"""A contact's own page, without an account: the way in, the one form, and leaving again."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lla import clock, doors, limits, links, mailboxes, telephones
from lla.forms import told_on
from lla.refusals import LinkRefused

from ..emails.contacts import ADDRESS_LINK, PAGE_LINK
from ..forms.contacts import LostForm, PageForm
from ..models import Contact
from ..papers.disclosures import disclosures
from ..rules import contacts as rules
from ..rules import proposals as rules_of_proposals
from ..workflow import contacts
from .entrance import close_page, contact_of, ended, enter_as, for_contact, switch_to, until
from .my_page_parts import Part, parts_for

SHOWN, A_PAGE = 10, 50
ENDED = (
    "This link no longer works. Each link works once, for a limited time, until a newer one is sent. You "
    "can ask for a new one now."
)
ASKED = "If this is the address of a contact, we have emailed a link to it. Check your email."
SAVED = "Saved. Your details are marked as checked today."
TOOK_OVER = (
    "This page is now yours. Your predecessor’s consents do not count for you. Tick what you agree to, "
    "then save."
)
WAITS = " We will use the new address once you confirm it with the email we have sent there."


@doors.private
@require_http_methods(["GET", "HEAD", "POST"])
def private(request: HttpRequest, token: str) -> HttpResponse:
    """The emailed way in: a button, which swaps the token for half an hour."""
    try:
        if request.method == "POST":
            enter_as(request, contacts.open_page(token))
            return redirect("organisers:my_page")
        links.read(PAGE_LINK, token)
    except LinkRefused:
        return redirect("organisers:my_page") if contact_of(request) else ended(request, ENDED)
    return render(request, "organisers/private.html")


@doors.private
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    """The email to a new address: a button that lets it count."""
    try:
        if request.method == "POST":
            enter_as(request, contacts.confirm_address(token))
            messages.success(request, "We now use your new address.")
            return redirect("organisers:my_page")
        links.read(ADDRESS_LINK, token)
    except LinkRefused:
        return ended(request, ENDED)
    return render(request, "organisers/new_address.html")


@doors.private
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    """Ask for the way back; the answer is the same for every address."""
    form = LostForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            limits.spend("contact link", form.cleaned_data["email"])
            limits.spend("contact link from", limits.client(request))
            contacts.send_link(form.cleaned_data["email"])
            messages.success(request, ASKED)
            return redirect("organisers:lost")
    return render(request, "organisers/lost.html", {"form": form})


@for_contact
def my_page(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Everything about a contact: one form, one Save."""
    typed = request.POST if request.method == "POST" else None
    form, parts = PageForm(typed, contact=contact), parts_for(contact, typed)
    forms = [form, *(part.form for part in parts)]
    # Each is asked, so that every mistake is told at once.
    if typed is not None and sum(each.is_valid() for each in forms) == len(forms):
        if form.took_over:
            if successor := _take_over(contact, form, typed):
                enter_as(request, successor)
                messages.success(request, TOOK_OVER + (WAITS if successor.wanted_email else ""))
                return redirect("organisers:my_page")
        elif saved := _save(contact, form, parts):
            messages.success(request, SAVED + (WAITS if saved.wanted_email else ""))
            return redirect("organisers:my_page")
    return render(request, "organisers/my_page.html", _shown(request, contact, form) | {"parts": parts})


def _save(contact: Contact, form: PageForm, parts: Sequence[Part]) -> Contact | None:
    """Save the whole page or nothing of it; None when something was refused, and its form says why."""
    with told_on(form):
        _spend_for_new_address(contact, form)
        with transaction.atomic():
            saved = contacts.save_page(
                contact,
                form.details,
                form.wishes,
                seen=form.newest_consent,
                same_person=form.same_person,
                takes_number=form.takes_number,
            )
            for part in parts:
                part.save()
        return saved
    return None


def _take_over(contact: Contact, form: PageForm, typed: QueryDict) -> Contact | None:
    """Begin a page for whoever took over, with what they answered for the group; None when refused."""
    with told_on(form):
        _spend_for_new_address(contact, form)
        with transaction.atomic():
            successor = contacts.take_over_page(contact, form.details, seen=form.newest_consent)
            for part in parts_for(successor, typed):
                if part.form.is_valid():
                    part.save()
        return successor
    return None


def _spend_for_new_address(contact: Contact, form: PageForm) -> None:
    """Emails to addresses that somebody typed are few, whoever typed them."""
    known = map(mailboxes.key, (contact.email, contact.wanted_email))
    if mailboxes.key(form.details.email) not in known:
        limits.spend("contact address", str(contact.pk))


def _shown(request: HttpRequest, contact: Contact, form: PageForm) -> dict[str, object]:
    had = disclosures(contact)
    others = Contact.objects.of_address(contact.email).exclude(pk=contact.pk).select_related("group")
    return {
        "contact": contact,
        "form": form,
        "had": had[:SHOWN],
        "had_in_all": len(had),
        "others": others,
        "may_propose": not rules_of_proposals.why_not_propose(contact),
        "new_number": telephones.shown(contact.wanted_phone),
        "until": until(request),
        "verified_since": rules.verified_since(now=clock.now()),
    }


@for_contact
def my_record(request: HttpRequest, contact: Contact) -> HttpResponse:
    """All of who has had my details."""
    page = Paginator(disclosures(contact), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisers/my_record.html", {"contact": contact, "page": page})


@for_contact
def withdraw(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Take everything back; the page says first what that does."""
    if request.method == "POST":
        contacts.withdraw(contact)
        messages.success(request, "All your consents are withdrawn. We have confirmed this by email.")
        return redirect("organisers:my_page")
    loss = rules.what_erasing_takes(contact)
    return render(request, "organisers/withdraw.html", {"contact": contact, "loss": loss})


@for_contact
def erase(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Erase the details; the page says first what goes and what stays."""
    if request.method == "POST":
        contacts.erase(contact, by=contacts.themself(contact))
        close_page(request)
        messages.success(request, "Your details are erased. We have confirmed this in a last email.")
        return redirect("organisers:lost")
    loss = rules.what_erasing_takes(contact)
    return render(request, "organisers/erase.html", {"contact": contact, "loss": loss})


@for_contact
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
    close_page(request)
    messages.success(request, "Your page is closed in this browser.")
    return redirect("organisers:lost")
