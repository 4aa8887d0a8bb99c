"""Recording a consent given on paper or by word, and a second person's answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lla.accounts.decorators import refused, second_factor_required
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.addresses import telephone
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ..appointments.decorators import organiser_required
from ..appointments.selectors import regions_organised_by, undertaking_to_accept
from ..contacts import selectors as contacts_selectors
from ..contacts.choices import ConsentHow, Detail, HeardOutcome, Purpose
from ..contacts.consent_texts import consent_text
from ..contacts.models import HeardConsent
from ..contacts.querysets import HeardConsentQuerySet
from ..contacts.views import get_contact
from ..groups.models import Group
from ..regions.models import Region
from . import rules, selectors, workflow
from .forms import HeardForm, WithdrawalForm
from .workflow import Wishes

AT_MOST = 100
WAITS = (
    "Saved. New consents count once another organiser of the region or the data protection lead has "
    "confirmed them. We have emailed them."
)
COUNTS = "Saved. The consent counts from now."
WITHDRAWN = "All consents of {} have ended."


@organiser_required
def record_consent(request: AuthenticatedHttpRequest, region: Region, contact: int) -> HttpResponse:
    """The organiser reads the sentences out, and writes down what somebody without an address allows."""
    found = get_contact(region, contact)
    if found.email:
        return refused(request, [rules.OWN_PAGE])
    form = HeardForm(post_data(request), contact=found)
    if form.is_valid():
        with refusals_as_errors(form):
            heard = workflow.record_consent(found, form.wishes, by=request.user, **_as_recorded(form))
            messages.success(request, WAITS if heard.outcome == HeardOutcome.WAITING else COUNTS)
            return redirect("organisers:contact", region.slug, found.pk)
        form.look_again()
    context = {
        "region": region,
        "contact": found,
        "form": form,
        "number": "" if contacts_selectors.is_not_to_be_rung(found) else telephone.shown(found.phone),
        "waiting": found.heard.waiting().select_related("heard_by").first(),
    }
    return render(request, "organisers/consents/record_consent.html", context)


@organiser_required
def record_withdrawal(request: AuthenticatedHttpRequest, region: Region, contact: int) -> HttpResponse:
    """Anybody may take everything back by word too; it ends at once."""
    found = get_contact(region, contact)
    form = WithdrawalForm(post_data(request), contact=found)
    if form.is_valid():
        with refusals_as_errors(form):
            workflow.record_consent(found, Wishes(), by=request.user, **_as_recorded(form))
            messages.success(request, WITHDRAWN.format(found))
            return redirect("organisers:contact", region.slug, found.pk)
        form.look_again()
    context = {"region": region, "contact": found, "form": form, "loss": selectors.erasure_effects(found)}
    return render(request, "organisers/consents/record_withdrawal.html", context)


def _as_recorded(form: HeardForm | WithdrawalForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {"how": ConsentHow(data["how"]), "heard_on": data["heard_on"], "seen": data["seen"]}


@require_safe
@second_factor_required
def consents_waiting(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What waits for this person as the second one."""
    return render(
        request, "organisers/consents/consents_waiting.html", {"waiting": _waiting_for(request.user)}
    )


def _waiting_for(user: User) -> HeardConsentQuerySet:
    """What this person may decide on; it names contacts, so no organiser sees it without the undertaking."""
    now = clock.now()
    open_now = _heard().waiting().filter(made_at__gt=now - rules.STANDS_FOR).exclude(heard_by=user)
    if not user.has_perm("organisers.protect"):
        regions = [] if undertaking_to_accept(user, now=now) else regions_organised_by(user)
        open_now = open_now.filter(contact__group__region__in=regions)
    return open_now.order_by("pk")[:AT_MOST]


@require_http_methods(["GET", "HEAD", "POST"])
@second_factor_required
def consent_to_confirm(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The second person reads what was heard, asks the contact too, and says whether it is right."""
    heard = get_object_or_404(_heard(), pk=pk)
    if reasons := rules.why_not_decide(heard, request.user, now=clock.now()):
        return refused(request, reasons)
    if request.method == "POST":
        if request.POST.get("answer") == "confirm":
            workflow.confirm(heard, by=request.user)
            messages.success(request, "Thank you. The consent counts from now.")
        else:
            workflow.decline(heard, by=request.user)
            messages.success(
                request, "Thank you. The consent does not count. The person who recorded it has been emailed."
            )
        return redirect("organisers:consents_waiting")
    context = {
        "heard": heard,
        "contact": heard.contact,
        "number": telephone.shown(heard.contact.phone),
        "sentences": [consent_text(Purpose(purpose)) for purpose in heard.purposes],
        "circulated": [Detail(detail).label for detail in heard.details],
        "groups": Group.objects.filter(pk__in=heard.recipients),
        "listed": [Detail(detail).label for detail in heard.listed],
    }
    return render(request, "organisers/consents/consent_to_confirm.html", context)


def _heard() -> HeardConsentQuerySet:
    return HeardConsent.objects.select_related("contact__group__region", "heard_by")
