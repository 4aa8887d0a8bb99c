"""The organiser's pages about the contacts of their region: the list, adding, correcting, verifying."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.addresses import telephone
from lla.emails import recipients
from lla.forms.base import post_data, refusals_as_errors
from lla.forms.optimistic_locking import hold_when_sent
from lla.limits import rate_limits
from lla.pages.converters import row_key
from lla.pages.filters import filter_tags
from lla.time import clock

from ..appointments.decorators import organiser_required
from ..consents import selectors as consents_selectors
from ..contacts import rules as contacts_rules
from ..contacts import selectors as contacts_selectors
from ..contacts.choices import Purpose
from ..contacts.models import Contact
from ..contacts.views import get_contact
from ..disclosures import workflow as disclosures_workflow
from ..groups import selectors as groups_selectors
from ..groups.models import Group
from ..regions.models import Region
from . import rules, selectors, workflow
from .forms import AddForm, CorrectForm, NarrowContactsForm, TakeOverForm
from .rules import Sorted

A_PAGE, HEARD_SHOWN = 50, 10
LED = "{name} gets an email at {email} with a link to their page."
TO_RING = "{name} added. They get no emails, so ring them, then record their consent."
CORRECTED = "Details saved. The contact gets an email about the change."
UNCHANGED = "Nothing was changed, so nothing was saved and no email sent."
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
    now, show = clock.now(), _show(request.GET)
    form = NarrowContactsForm(request.GET)
    narrowing = form.narrowing
    rows: QuerySet[Group] | QuerySet[Contact]
    if show == "uncovered":
        rows = selectors.uncovered_groups(region, narrowing, now=now)
    else:
        rows = selectors.contacts_of(region, show, narrowing, now=now)
    counts = selectors.contact_counts(region, narrowing, now=now)
    context = {
        "region": region,
        "form": form,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "show": show,
        "filters": filter_tags(request, selectors.CONTACT_FILTERS.items(), shown=show, counts=counts),
        "verified_since": groups_selectors.verified_since(now=now),
    }
    return render(request, "organisers/contact_desk/contacts.html", context)


def _show(asked: QueryDict) -> str:
    show = asked.get("show", "")
    return show if show in selectors.CONTACT_FILTERS else ""


@dataclass(frozen=True, slots=True)
class ForMany:
    """What can be done for many contacts at once, with its words."""

    button: str
    explains: str
    done: str
    sort_out: Callable[[Collection[Contact]], Sorted[Contact]]
    do: Callable[[Collection[Contact], User], Sorted[Contact]]


def _ask_each(contacts: Collection[Contact], by: User) -> Sorted[Contact]:
    """Ask many; the limit of each is counted outside the act's transaction."""
    possible = rules.sort_out_ask(contacts, now=clock.now()).possible
    rate_limits.spend_each(rules.ASK, [str(contact.pk) for contact in possible])
    return workflow.ask_each(contacts, by=by)


FOR_MANY = {
    "ask": ForMany(
        button="Ask {people} to check their details",
        explains="Each gets one email with a link to their own page, where they check their details and say "
        "what may be done with them.",
        done="An email asking them to check their details goes to {people}.",
        sort_out=lambda contacts: rules.sort_out_ask(contacts, now=clock.now()),
        do=_ask_each,
    ),
    "verify": ForMany(
        button="Mark {people} as verified",
        explains="Do this only if you have checked the details with each of them, for example by telephone.",
        done="The details of {people} are verified as of today.",
        sort_out=rules.sort_out_verify,
        do=lambda contacts, by: workflow.verify_each(contacts, by=by),
    ),
}


@organiser_required
def chosen_contacts(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """For how many of those chosen something can be done, for whom not and why; one button does it."""
    sent = post_data(request)
    typed = request.GET if sent is None else sent
    act = FOR_MANY.get(typed.get("act", "ask" if sent is None else ""))
    listed = "groups" if request.GET.get("of") == "groups" else "contacts"
    back = address_of_list(request, region, listed)
    if act is None:
        return redirect(back)
    found = _chosen(region, typed)
    if sent is not None and found and len(found) <= rules.AT_MOST:
        done = act.do(found, request.user)
        if done.possible:
            messages.success(request, act.done.format(people=_people(len(done.possible))))
        gone = len({row_key(key) for key in typed.getlist("contact")} - {contact.pk for contact in found})
        if left_out := rules.left_out(done.refused, gone=gone):
            messages.info(request, left_out)
        return redirect(back)
    sorted_out = act.sort_out(found)
    context = {
        "region": region,
        "act": next(name for name, each in FOR_MANY.items() if each is act),
        "explains": act.explains,
        "button": act.button.format(people=_people(len(sorted_out.possible))),
        "sorted": sorted_out,
        "found": found,
        "at_most": rules.AT_MOST,
        "too_many": len(found) > rules.AT_MOST,
        "back": back,
    }
    return render(request, "organisers/contact_desk/chosen_contacts.html", context)


def _people(number: int) -> str:
    return "1 contact" if number == 1 else f"{number} contacts"


def _chosen(region: Region, typed: QueryDict) -> list[Contact]:
    """The contacts that a form names, those of the groups it names, or all that its list shows."""
    now = clock.now()
    if typed.get("all"):
        narrowing = NarrowContactsForm(typed).narrowing
        return list(selectors.contacts_of(region, _show(typed), narrowing, now=now)[: rules.AT_MOST + 1])
    contacts = selectors.on_the_desk(region).select_related("group__region").in_alphabetical_order()
    named = {row_key(key) for key in typed.getlist("contact")}
    groups = {row_key(key) for key in typed.getlist("group")}
    return list(contacts.filter(Q(pk__in=named) | Q(group__in=groups))[: rules.AT_MOST + 1])


def address_of_list(request: AuthenticatedHttpRequest, region: Region, listed: str) -> str:
    """The list that something was chosen from, "groups" or "contacts", narrowed as it was."""
    query = request.GET.copy()
    for name in ("act", "contact", "group", "all", "of"):
        query.pop(name, None)
    return f"{reverse(f'organisers:{listed}', args=[region.slug])}?{query.urlencode()}"


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
@transaction.atomic
def contact(request: AuthenticatedHttpRequest, region: Region, contact: int) -> HttpResponse:
    """One contact: what is kept, when it was verified, what they allow; corrections.

    That it was opened is counted, the one thing a GET of ours writes: it says who saw whose details.
    """
    found = get_contact(region, contact)
    if request.method == "GET":
        disclosures_workflow.count_opening(found, by=request.user)
    hold_when_sent(request, found)
    form = CorrectForm(post_data(request), contact=found)
    if form.is_valid():
        with refusals_as_errors(form):
            messages.success(request, _correct(found, form, by=request.user))
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
    allows_calls = answers[Purpose.PHONE].given
    out_of_reach = not contact.email and contacts_selectors.is_not_to_be_rung(contact)
    may_ring = allows_calls or not (contact.email or out_of_reach)
    is_rung = answers[Purpose.CIRCULATED].given and not contact.email
    questions = contact.questions.filter(answered_at=None).select_related("group") if is_rung else []
    return {
        "region": region,
        "contact": contact,
        "phone": telephone.shown(contact.phone) if may_ring else "",
        "out_of_reach": out_of_reach,
        "allowed": [purpose for purpose, answer in answers.items() if answer.given],
        "asked": questions,
        "heard": contact.heard.select_related("heard_by", "settled_by").order_by("-pk")[:HEARD_SHOWN],
        "why_not_verify": contacts_rules.why_not_verify(contact),
    }


def _what_comes_next(contact: Contact) -> str:
    return (LED if contact.email else TO_RING).format(email=contact.email, name=contact)


def _correct(contact: Contact, form: CorrectForm, *, by: User) -> str:
    """Correct what was changed, and what to say of it."""
    if not form.has_changed():
        return UNCHANGED
    contact = workflow.correct(contact, form.details, by=by)
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
    rate_limits.spend(rules.ASK, str(found.pk))
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
