"""Applying to affiliate, and the organiser's list and pages of groups."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lla.accounts.act_pages import ActPages
from lla.accounts.decorators import private_page
from lla.accounts.models import User
from lla.accounts.people import person_behind
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.forms.actions import Action, action_page
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.links import tokens
from lla.pages.converters import row_key
from lla.pages.filters import filter_tags
from lla.pages.resubmission import offer_again
from lla.time import clock

from ..appointments.decorators import organiser_required
from ..appointments.selectors import organisers_of
from ..contact_desk import rules as contact_desk_rules
from ..contact_desk import selectors as contact_desk_selectors
from ..contact_desk.forms import NarrowGroupsForm
from ..contact_desk.views import address_of_list
from ..contacts import selectors as contacts_selectors
from ..contacts.choices import Purpose
from ..contacts.models import Contact
from ..conversations import selectors as conversations_selectors
from ..groups.choices import GroupAct
from ..groups.models import Group, GroupEvent
from ..groups.selectors import GROUP_FILTERS, count_by_filter, verified_since
from ..groups.views import get_group
from ..regions.models import Region
from . import rules, selectors, workflow
from .emails import APPLICATION_LINK
from .forms import AffiliateForm, HandOverForm, ProposeForm, RefuseForm, VerifyForm


@require_http_methods(["GET", "HEAD", "POST"])
def affiliate(request: HttpRequest) -> HttpResponse:
    form = AffiliateForm(post_data(request))
    if form.is_valid():
        with refusals_as_errors(form):
            application = form.application
            rate_limits.spend("affiliate", application.email)
            rate_limits.spend("affiliate from", rate_limits.client_address(request))
            apply = partial(workflow.apply, application)
            constituencies = form.cleaned_data.get("constituencies", ())
            once(request, partial(apply, constituencies=constituencies), again=lambda: None)
            return redirect("organisers:affiliate_sent")
    return render(request, "organisers/affiliation/affiliate.html", {"form": form})


@require_safe
def affiliate_sent(request: HttpRequest) -> HttpResponse:
    """The same whatever was sent: the email says what came of it."""
    return render(request, "organisers/affiliation/affiliate_sent.html")


@private_page
def application(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the email: a button, and afterwards what happens next."""
    contacts = Contact.objects.present().select_related("group__region")
    contact = get_object_or_404(contacts, pk=tokens.read(APPLICATION_LINK, token).target)
    if request.method == "POST":
        workflow.confirm(contact)
        return redirect("organisers:application", token)
    confirmed = contact.group.application_confirmed_at is not None
    organised = bool(organisers_of(contact.group.region))
    context = {"contact": contact, "confirmed": confirmed, "organised": organised}
    return render(request, "organisers/affiliation/application.html", context)


PER_PAGE = 50
VERIFIED = "The details of {} groups are verified as of today."
VERIFIED_ONE = "The details of 1 group are verified as of today."


VERIFY = Action(
    name="group_verify",
    label="Verify the group’s details",
    explains="Check these with somebody in the group. Saving confirms that they are correct today.",
    done="The group’s details are verified as of today.",
    form=VerifyForm,
    why_not=lambda group, by: rules.why_not_verify(group),
    do=lambda group, by, group_website, **details: workflow.verify(
        group, by=by, seen=group.state, website=group_website, **details
    ),
)
PROPOSE = Action(
    name="group_propose",
    label="Propose it to the committee",
    explains="The steering committee reads this and decides whether the group is affiliated.",
    done="Proposal sent to the committee.",
    form=ProposeForm,
    why_not=lambda group, by: rules.why_not_propose(group),
    do=workflow.propose,
)
HAND_OVER = Action(
    name="group_hand_over",
    label="Move to another region",
    explains=(
        "We ask the other region’s organiser, or the committee if the region has none. Once they take the "
        "group, its contacts are told and you no longer see it. Your notes of conversations go with it."
    ),
    done="The other region has been asked. The group stays in yours until it answers.",
    form=HandOverForm,
    why_not=lambda group, by: rules.why_not_hand_over(group, to=None),
    do=workflow.hand_over,
)
WITHDRAW_OFFER = Action(
    name="group_withdraw_offer",
    label="Withdraw the offer to another region",
    button="Withdraw the offer",
    explains="The group stays in your region, and the other region is not asked any more.",
    done="Offer withdrawn. The group stays in your region.",
    why_not=lambda group, by: rules.why_not_withdraw_offer(group),
    do=workflow.withdraw_offer,
)
ACTIONS = (VERIFY, PROPOSE, HAND_OVER)
TAKE = Action(
    name="group_offer",
    label="Take over a group",
    button="Take it into our region",
    explains="You look after it from now on. Its contacts and the organiser who offered it get an email.",
    done="The group is now in your region.",
    why_not=lambda group, by: rules.why_not_settle(group, by=by, now=clock.now()),
    do=workflow.take,
)
KEEP = Action(
    name="group_refuse",
    label="Refuse a group",
    explains="The group stays where it is. The organiser who offered it gets an email with your reason.",
    done="Refused. The organiser who offered it gets an email.",
    form=RefuseForm,
    why_not=lambda group, by: rules.why_not_settle(group, by=by, now=clock.now()),
    do=workflow.keep,
)


@require_safe
@organiser_required
def groups(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """Every group of the region, or those behind one figure of the dashboard; found by words, in an order."""
    now = clock.now()
    shown = GROUP_FILTERS.get(request.GET.get("show", ""), GROUP_FILTERS["all"])
    form = NarrowGroupsForm(request.GET)
    rows = contact_desk_selectors.groups_of(region, form.narrowing, now=now)
    found = contact_desk_selectors.groups_shown(rows, shown.name, now=now)
    since = verified_since(now=now)
    context = {
        "region": region,
        "form": form,
        "since": since,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "shown": shown,
        "show": "" if shown.name == "all" else shown.name,
        "filters": filter_tags(
            request,
            [(name, each.words) for name, each in GROUP_FILTERS.items()],
            shown=shown.name,
            counts=count_by_filter(rows, since=since),
        ),
    }
    return render(request, "organisers/affiliation/groups.html", context)


@organiser_required
def chosen_groups(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """For which of the groups chosen the details can be marked as verified; one button does it."""
    sent = post_data(request)
    typed = request.GET if sent is None else sent
    found = list(contact_desk_selectors.chosen_groups(region, typed.getlist("group")))
    back = address_of_list(request, region, "groups")
    if sent is not None and found:
        verified = workflow.verify_each(found, by=request.user)
        if number := len(verified.possible):
            messages.success(request, VERIFIED_ONE if number == 1 else VERIFIED.format(number))
        gone = len({row_key(key) for key in typed.getlist("group")} - {group.pk for group in found})
        if left_out := contact_desk_rules.left_out(verified.refused, gone=gone):
            messages.info(request, left_out)
        return redirect(back)
    sorted_out = contact_desk_rules.sort_out(found, rules.why_not_verify)
    context = {
        "region": region,
        "possible": sorted_out.possible,
        "refused": sorted_out.refused,
        "found": found,
        "back": back,
    }
    return render(request, "organisers/affiliation/chosen_groups.html", context)


@require_safe
@organiser_required
def group(request: AuthenticatedHttpRequest, region: Region, group: str) -> HttpResponse:
    found = get_group(region, group)
    contacts = list(found.contacts.present())
    allowed = contacts_selectors.allowed_by_each(contacts)
    beside_calls = {
        key: [each.label for each in given if each != Purpose.PHONE] for key, given in allowed.items()
    }
    possible = (*ACTIONS, WITHDRAW_OFFER) if selectors.offer_of(found) else ACTIONS
    actions = [(action, action.why_not(found, by=request.user)) for action in possible]
    context = {
        "region": region,
        "group": found,
        "contacts": [(each, allowed[each.pk], beside_calls[each.pk]) for each in contacts],
        "constituencies": list(found.constituencies.all()),
        "notes": conversations_selectors.notes_of(found),
        "since": verified_since(now=clock.now()),
        "actions": [action for action, reasons in actions if not reasons],
        "not_now": [(action, reasons) for action, reasons in actions if reasons],
        "history": found.events.select_related("remark").order_by("-pk")[:50],
    }
    return render(request, "organisers/affiliation/group.html", context)


ACT_PAGES = ActPages(
    find=lambda request, region, group: get_group(region, group),
    facts=lambda request, group: {"region": group.region, "group": group},
    back=lambda request, group: redirect("organisers:group", group.region.slug, group.slug),
    opens=organiser_required,
    template="organisers/affiliation/group_action.html",
)


def _to_its_form(group: Group, user: User) -> dict[str, Group]:
    return {"group": group}


group_verify = ACT_PAGES.page(VERIFY, _to_its_form)
group_propose = ACT_PAGES.page(PROPOSE)
group_withdraw_offer = ACT_PAGES.page(WITHDRAW_OFFER)
group_hand_over = ACT_PAGES.page(
    HAND_OVER, _to_its_form, back=lambda request, group: redirect("organisers:groups", group.region.slug)
)


@organiser_required
def group_offer(request: AuthenticatedHttpRequest, region: Region, group: str) -> HttpResponse:
    """Taking a group that another region offers, with what is said of it; no contact of its is shown."""
    return _answer_page(
        request, TAKE, region, group, then=reverse("organisers:group", args=[region.slug, group])
    )


@organiser_required
def group_refuse(request: AuthenticatedHttpRequest, region: Region, group: str) -> HttpResponse:
    return _answer_page(request, KEEP, region, group, then=reverse("organisers:desk", args=[region.slug]))


def _answer_page(
    request: AuthenticatedHttpRequest, action: Action, region: Region, slug: str, *, then: str
) -> HttpResponse:
    """The page of an answer to an offer; of one that was settled meanwhile by whom and how."""
    offers = GroupEvent.objects.filter(act=GroupAct.OFFERED, details__to_region=region.pk)
    offered = Group.objects.filter(pk__in=offers.values("group")).select_related("region")
    group = get_object_or_404(offered, slug=slug)
    if answer := selectors.answer_of(group, to=region):
        context = {"region": region, "group": group, "answer": answer}
        status = 409 if request.method == "POST" else 200
        return offer_again(request, "organisers/affiliation/offer_settled.html", context, status=status)
    offer = selectors.offer_of(group)
    return action_page(
        request,
        action,
        group,
        by=request.user,
        template="organisers/affiliation/group_offer.html",
        back=lambda: redirect(then),
        context={
            "region": region,
            "group": group,
            "offer": offer,
            "offered_by": person_behind(offer.event) if offer else None,
            "may_refuse": action is TAKE,
        },
    )
