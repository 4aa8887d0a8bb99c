"""Pages about what contacts allow on paper or by word: writing it down, and a second person's answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lla import clock, telephones
from lla.desk import DeskRequest
from lla.doors import refused, with_second_factor
from lla.forms import told_on
from lla.models import User

from ..choices import ConsentHow, Detail, HeardOutcome, Purpose
from ..forms.consents import HeardForm, WithdrawalForm
from ..models import Group, HeardConsent, Region
from ..querysets import HeardConsentQuerySet
from ..rules import contacts as rules_of_contacts
from ..rules import hearing as rules
from ..rules.groups import undertaking_to_accept
from ..wording import consent_text
from ..workflow import hearing as workflow
from ..workflow.consents import Wishes
from .contacts import contact_of_region
from .lists import organised_by
from .rights import organiser_of_region

READ = require_http_methods(["GET", "HEAD", "POST"])
AT_MOST = 100
WAITS = (
    "Saved. New consents count once another organiser of the region or the data protection lead has "
    "confirmed them. We have emailed them."
)
COUNTS = "Saved. The consent counts from now."
WITHDRAWN = "All consents of {} have ended."


@organiser_of_region
@READ
def record_consent(request: DeskRequest, region: Region, contact: int) -> HttpResponse:
    """The organiser reads the sentences out, and writes down what somebody without an address allows."""
    found = contact_of_region(region, contact)
    if found.email:
        return refused(request, [rules.OWN_PAGE])
    form = HeardForm(request.POST if request.method == "POST" else None, contact=found)
    if form.is_bound and form.is_valid():
        with told_on(form):
            heard = workflow.hear(found, form.wishes, by=request.user, **_said(form))
            messages.success(request, WAITS if heard.outcome == HeardOutcome.WAITING else COUNTS)
            return redirect("organisers:contact", region.slug, found.pk)
        form.look_again()
    context = {
        "region": region,
        "contact": found,
        "form": form,
        "number": telephones.shown(found.phone),
        "waiting": found.heard.waiting().select_related("heard_by").first(),
    }
    return render(request, "organisers/record_consent.html", context)


@organiser_of_region
@READ
def record_withdrawal(request: DeskRequest, region: Region, contact: int) -> HttpResponse:
    """Anybody may take everything back by word too; it ends at once."""
    found = contact_of_region(region, contact)
    form = WithdrawalForm(request.POST if request.method == "POST" else None, contact=found)
    if form.is_bound and form.is_valid():
        with told_on(form):
            workflow.hear(found, Wishes(), by=request.user, **_said(form))
            messages.success(request, WITHDRAWN.format(found))
            return redirect("organisers:contact", region.slug, found.pk)
        form.look_again()
    loss = rules_of_contacts.what_erasing_takes(found)
    context = {"region": region, "contact": found, "form": form, "loss": loss}
    return render(request, "organisers/record_withdrawal.html", context)


def _said(form: HeardForm | WithdrawalForm) -> dict[str, Any]:
    typed = form.cleaned_data
    return {"how": ConsentHow(typed["how"]), "heard_on": typed["heard_on"], "seen": typed["seen"]}


@require_safe
@with_second_factor
def consents_waiting(request: DeskRequest) -> HttpResponse:
    """What waits for this person as the second one."""
    return render(request, "organisers/consents_waiting.html", {"waiting": _waiting_for(request.user)})


def _waiting_for(user: User) -> HeardConsentQuerySet:
    """What this person may decide on; it names contacts, so no organiser sees it without the undertaking."""
    now = clock.now()
    open_now = _heard().waiting().filter(made_at__gt=now - rules.STANDS_FOR).exclude(heard_by=user)
    if not user.has_perm("organisers.protect"):
        regions = [] if undertaking_to_accept(user, now=now) else organised_by(user)
        open_now = open_now.filter(contact__group__region__in=regions)
    return open_now.order_by("pk")[:AT_MOST]


@READ
@with_second_factor
def consent_to_confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """The second person reads what was heard, asks the contact too, and says whether it is right."""
    heard = get_object_or_404(_heard(), pk=pk)
    if reasons := rules.why_not_settle(heard, request.user, now=clock.now()):
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
    context = {"heard": heard, "contact": heard.contact, "number": telephones.shown(heard.contact.phone)}
    return render(request, "organisers/consent_to_confirm.html", context | _in_words(heard))


def _heard() -> HeardConsentQuerySet:
    return HeardConsent.objects.select_related("contact__group__region", "heard_by")


def _in_words(heard: HeardConsent) -> dict[str, Any]:
    return {
        "sentences": [consent_text(Purpose(purpose)) for purpose in heard.purposes],
        "circulated": [Detail(detail).label for detail in heard.details],
        "groups": Group.objects.filter(pk__in=heard.recipients),
        "listed": [Detail(detail).label for detail in heard.listed],
    }
