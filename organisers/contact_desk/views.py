"""The organiser's pages about the contacts of their region: the list, adding, correcting, verifying."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Value
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.addresses import telephone
from lla.emails import recipients
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.pages.filters import filter_tags
from lla.time import clock

from ..appointments.decorators import organiser_required
from ..consents import selectors as consents_selectors
from ..contacts import rules as contacts_rules
from ..contacts import selectors as contacts_selectors
from ..contacts.choices import Purpose
from ..contacts.models import Contact
from ..contacts.views import get_contact
from ..groups import selectors as groups_selectors
from ..groups.models import Group
from ..regions.models import Region
from . import workflow
from .forms import AddForm, CorrectForm, TakeOverForm

A_PAGE, HEARD_SHOWN = 50, 10
FILTERS = {
    "": "All",
    "unverified": "To be verified",
    "ring": "To ring",
    "uncovered": "Groups without a contact",
}
LED = "{name} gets an email at {email} with a link to their page."
TO_RING = "{name} added. They get no emails, so ring them, then record their consent."
CORRECTED = "Details saved. The contact gets an email about the change."
CORRECTED_BY_TELEPHONE = "Details saved. They get no emails, so ring them."
ADDRESS_WAITS = "Details saved. The address counts once they confirm it with the email we sent there."
ERASED = "Contact erased. They get a last email about it."
ERASED_BY_TELEPHONE = "Contact erased. They have no email address, so tell them by telephone."
BY_ORGANISER = (
    "Your regional organiser erased them, because you asked or because you are no longer a contact of the "
    "group."
)


@require_safe
@organiser_required
def contacts(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """The contacts of the region, those to be verified, or the groups that nobody answers for."""
    show = request.GET.get("show", "")
    show = show if show in FILTERS else ""
    rows: QuerySet[Group] | QuerySet[Contact] = _rows(region, show)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"region": region, "page": page, "show": show}
    context["filters"] = filter_tags(request, FILTERS.items(), shown=show, counts=_counts(region))
    since = groups_selectors.verified_since(now=clock.now())
    return render(request, "organisers/contact_desk/contacts.html", context | {"verified_since": since})


def _counts(region: Region) -> dict[str, int]:
    """How many rows each filter shows, in one query."""
    counted = [
        _rows(region, name)
        .order_by()
        .values(show=Value(name))
        .annotate(rows=Count("pk"))
        .values_list("show", "rows")
        for name in FILTERS
    ]
    return dict.fromkeys(FILTERS, 0) | dict(counted[0].union(*counted[1:], all=True))


def _rows(region: Region, show: str) -> QuerySet[Group] | QuerySet[Contact]:
    since = groups_selectors.verified_since(now=clock.now())
    if show == "uncovered":
        return Group.objects.uncovered(since=since).filter(region=region)
    # An application that nobody confirmed yet may name anybody.
    unconfirmed = Group.objects.unconfirmed().values("pk")
    contacts = (
        Contact.objects.filter(group__region=region).exclude(group__in=unconfirmed).select_related("group")
    )
    if show == "ring":
        return contacts.to_ring(since=since)
    return contacts.unverified(since=since) if show == "unverified" else contacts.present()


@organiser_required
def add_contact(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """Add somebody; an email leads them to their page, or without an address the organiser rings them.

    Until they allow more nothing is passed on.
    """
    form = AddForm(post_data(request), region=region, group=request.GET.get("group", ""))
    if form.is_valid():
        with refusals_as_errors(form):
            contact = workflow.add_contact(form.cleaned_data["group"], form.details, by=request.user)
            messages.success(request, _what_comes_next(contact))
            return redirect("organisers:contact", region.slug, contact.pk)
    return render(request, "organisers/contact_desk/add_contact.html", {"region": region, "form": form})


@organiser_required
def contact(request: AuthenticatedHttpRequest, region: Region, contact: int) -> HttpResponse:
    """One contact: what is kept, when it was verified, what they allow; corrections."""
    found = get_contact(region, contact)
    form = CorrectForm(post_data(request), contact=found)
    if form.is_valid():
        with refusals_as_errors(form):
            messages.success(request, _corrected(workflow.correct(found, form.details, by=request.user)))
            return redirect("organisers:contact", region.slug, found.pk)
    another = form.is_bound and contacts_rules.ANOTHER_NAME in form.non_field_errors()
    context = _contact_context(region, found) | {"form": form, "another_name": another}
    context["refusal"] = recipients.refusal(found.email) if found.email else ""
    return render(request, "organisers/contact_desk/contact.html", context)


@organiser_required
def take_over_contact(request: AuthenticatedHttpRequest, region: Region, contact: int) -> HttpResponse:
    """Somebody else answers for the group now; what the contact before them allowed ends."""
    found = get_contact(region, contact)
    form = TakeOverForm(post_data(request), contact=found)
    if form.is_valid():
        with refusals_as_errors(form):
            successor = workflow.take_over(found, form.details, by=request.user)
            messages.success(request, _what_comes_next(successor))
            return redirect("organisers:contact", region.slug, successor.pk)
    context = {
        "region": region,
        "contact": found,
        "form": form,
        "loss": consents_selectors.erasure_effects(found),
    }
    return render(request, "organisers/contact_desk/take_over_contact.html", context)


def _contact_context(region: Region, contact: Contact) -> dict[str, object]:
    """A number is shown where its owner allows calls, or when there is no other way to reach them."""
    answers = contacts_selectors.current_answers(contact)
    may_ring = answers[Purpose.PHONE].given or not contact.email
    is_rung = answers[Purpose.CIRCULATED].given and not contact.email
    questions = contact.questions.filter(answered_at=None).select_related("group") if is_rung else []
    return {
        "region": region,
        "contact": contact,
        "phone": telephone.shown(contact.phone) if may_ring else "",
        "allowed": [purpose for purpose, answer in answers.items() if answer.given],
        "asked": questions,
        "heard": contact.heard.select_related("heard_by", "settled_by").order_by("-pk")[:HEARD_SHOWN],
        "why_not_verify": contacts_rules.why_not_verify(contact),
    }


def _what_comes_next(contact: Contact) -> str:
    return (LED if contact.email else TO_RING).format(email=contact.email, name=contact)


def _corrected(contact: Contact) -> str:
    if contact.email:
        return CORRECTED
    return ADDRESS_WAITS if contact.wanted_email else CORRECTED_BY_TELEPHONE


@organiser_required
@require_POST
def verify_contact(request: AuthenticatedHttpRequest, region: Region, contact: int) -> HttpResponse:
    found = workflow.verify(get_contact(region, contact), by=request.user)
    messages.success(request, f"The details of {found} are verified as of today.")
    return redirect("organisers:contact", region.slug, found.pk)


@organiser_required
@require_POST
def ask_contact(request: AuthenticatedHttpRequest, region: Region, contact: int) -> HttpResponse:
    """Write to a contact and ask them to look at their details."""
    found = get_contact(region, contact)
    rate_limits.spend("ask contact", str(found.pk))
    workflow.ask_to_verify(found, by=request.user)
    messages.success(request, f"{found} gets an email asking them to check their details.")
    return redirect("organisers:contact", region.slug, found.pk)


@organiser_required
def erase_contact(request: AuthenticatedHttpRequest, region: Region, contact: int) -> HttpResponse:
    """Erase somebody who asked for it, or no longer answers for the group."""
    found = get_contact(region, contact)
    if request.method == "POST":
        workflow.erase(found, by=request.user, why=BY_ORGANISER)
        messages.success(request, ERASED if found.email else ERASED_BY_TELEPHONE)
        return redirect("organisers:contacts", region.slug)
    loss = consents_selectors.erasure_effects(found)
    return render(
        request,
        "organisers/contact_desk/erase_contact.html",
        {"region": region, "contact": found, "loss": loss},
    )
