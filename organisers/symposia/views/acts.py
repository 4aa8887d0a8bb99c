"""What an organiser does with one symposium: offer, ask, decide, move, cancel, write, publish, note."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lla.accounts.act_pages import ActPages
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.refusals import NotAllowed, allow
from lla.forms.actions import Action
from lla.forms.base import refusals_as_errors
from lla.forms.optimistic_locking import hold_when_sent
from lla.time import clock

from ...appointments.decorators import organiser_required
from ...appointments.views import organiser_actor
from ...regions.models import Region
from .. import forms, rules
from ..models import ActionPoint, Option, Symposium
from ..selectors import consultation_of
from ..workflow import lifecycle
from .desk import get_symposium, symposium_context

ADDED, REMOVED = "Added: {}.", "Removed: {}."
REMOVED_ALREADY = "Somebody has removed this option already."
OPTION_WORDS = {
    "slot": ("A time", "Add the time"),
    "venue": ("A venue", "Add the venue"),
    "idea": ("An idea for the agenda", "Add the idea"),
}
OPTION_FORMS: Mapping[str, Any] = {
    "slot": forms.SlotForm,
    "venue": forms.VenueOptionForm,
    "idea": forms.IdeaForm,
}
# One button each.
STEPS: Mapping[str, Action] = {
    "held": Action(label="Mark as held", do=lifecycle.mark_held, done="Recorded as held."),
    "publish-agenda": Action(
        label="Publish the agenda", do=partial(lifecycle.publish, paper="agenda"), done="Agenda published."
    ),
    "publish-notes": Action(
        label="Publish the notes", do=partial(lifecycle.publish, paper="notes"), done="Notes published."
    ),
    "carry": Action(
        label="Carry over",
        do=lambda symposium, by: lifecycle.carry_over_points(symposium),
        done="Unfinished action points carried over.",
    ),
}


@organiser_required
def symposium_options(request: AuthenticatedHttpRequest, region: Region, quarter: date) -> HttpResponse:
    """The times, venues and ideas the groups will be asked about, and a form for each kind.

    Each button adds what is above it; what was typed for the other kinds stays on the page.
    """
    symposium = get_symposium(region, quarter)
    return _options_page(request, symposium, request.POST.get("kind", "") if request.method == "POST" else "")


def _options_page(request: AuthenticatedHttpRequest, symposium: Symposium, sent: str) -> HttpResponse:
    region, quarter = symposium.region, symposium.quarter
    forms = _option_forms(request, symposium, sent)
    if (form := forms.get(sent)) and form.is_valid():
        with refusals_as_errors(form):
            option = lifecycle.add_option(symposium, form.option(symposium))
            messages.success(request, ADDED.format(option))
            if not any(each.initial for each in forms.values()):
                return redirect("organisers:symposium_options", region.slug, quarter)
            forms[sent] = OPTION_FORMS[sent](prefix=sent, symposium=symposium)
    refused = rules.why_not_remove_option(symposium)
    context = {
        **symposium_context(symposium, now=clock.now()),
        "long": _typed(request) if refused else [],
        "forms": [(kind, *OPTION_WORDS[kind], form) for kind, form in forms.items()],
        "form": next((form for form in forms.values() if form.is_bound), None),
        "options": consultation_of(symposium).options,
        "refused": refused,
    }
    return render(request, "organisers/symposia/symposium_options.html", context)


def _typed(request: HttpRequest) -> list[str]:
    """What was typed of options where no form is left to keep it, to be copied."""
    parts = (("slot-day", "slot-starts", "slot-ends"), ("idea-words",))
    found = [" ".join(filter(None, (request.POST.get(name) for name in names))) for names in parts]
    return [words for words in found if words]


def _option_forms(request: HttpRequest, symposium: Symposium, sent: str) -> dict[str, Any]:
    """One form for each kind of option: the one that was sent, and the others with what was typed so far."""
    forms = {}
    for kind, option_form in OPTION_FORMS.items():
        data = request.POST if kind == sent else None
        typed = {name: request.POST.get(f"{kind}-{name}", "") for name in option_form.base_fields}
        begun = {name: words for name, words in typed.items() if words} if data is None else {}
        forms[kind] = option_form(data, prefix=kind, symposium=symposium, initial=begun)
    return forms


@require_POST
@organiser_required
def symposium_option_gone(
    request: AuthenticatedHttpRequest, region: Region, quarter: date, pk: int
) -> HttpResponse:
    """Take an option off the list; what was typed for others beside it stays on the page."""
    symposium = get_symposium(region, quarter)
    option = Option.objects.filter(pk=pk, symposium__region=region, symposium__quarter=quarter).first()
    try:
        allow([] if option and lifecycle.remove_option(option) else [REMOVED_ALREADY])
    except NotAllowed as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, REMOVED.format(option))
    if any(form.initial for form in _option_forms(request, symposium, "").values()):
        return _options_page(request, symposium, "")
    return redirect("organisers:symposium_options", region.slug, quarter)


ACTS = ActPages(
    find=lambda request, region, quarter: get_symposium(region, quarter),
    facts=lambda request, symposium: symposium_context(symposium, now=clock.now()),
    back=lambda request, symposium: redirect(
        "organisers:desk_symposium", symposium.region.slug, symposium.quarter
    ),
    opens=organiser_required,
    template="organisers/symposia/symposium_act.html",
    by=organiser_actor,
)
symposium_consult = ACTS.page(
    Action(
        label="Ask the groups",
        button="Open the consultation",
        explains="We email every affiliated group of the region straight away. You cannot change the options "
        "after that. We remind groups that have not answered once, three days before closing or half-way.",
        form=forms.ConsultForm,
        do=lifecycle.open_consultation,
    )
)
symposium_change = ACTS.page(
    Action(
        label="Change time or venue",
        button="Save and tell the groups",
        explains="We email every group, and calendars update automatically.",
        form=forms.ChangeForm,
        do=lifecycle.change,
    ),
    lambda symposium, user: {"symposium": symposium},
)
symposium_cancel = ACTS.page(
    Action(
        label="Cancel the symposium",
        explains="You cannot undo this. We tell the groups why. You can plan another one for the same "
        "quarter.",
        form=forms.CancelForm,
        do=lifecycle.cancel,
        final=True,
    )
)
symposium_point = ACTS.page(
    Action(
        label="Add an action point",
        button="Add the action point",
        form=forms.PointForm,
        do=lambda symposium, by, **point: lifecycle.add_point(symposium, ActionPoint(**point)),
    )
)
DECIDE = Action(
    label="Confirm time and place",
    button="Confirm and tell the groups",
    explains="The groups are told straight away, with your reason.",
    form=forms.DecideForm,
    do=lifecycle.decide,
    done="Symposium confirmed. The groups have been told.",
)


@organiser_required
def symposium_decide(request: AuthenticatedHttpRequest, region: Region, quarter: date) -> HttpResponse:
    """The best choices and what they mean, and the decision itself."""
    symposium = get_symposium(region, quarter)
    early = rules.why_early(symposium, now=clock.now())
    return ACTS.show(
        request,
        DECIDE,
        symposium,
        template="organisers/symposia/symposium_decide.html",
        context={"early_reasons": early, "consultation": lambda: consultation_of(symposium)},
        symposium=symposium,
        early=bool(early),
    )


@organiser_required
@transaction.atomic
def symposium_paper(
    request: AuthenticatedHttpRequest, region: Region, quarter: date, paper: str
) -> HttpResponse:
    """Writing the agenda, or the notes."""
    symposium = get_symposium(region, quarter)
    hold_when_sent(request, symposium)
    action = Action(
        label=f"The {paper}",
        button=f"Save the {paper}",
        form=forms.PaperForm,
        do=lambda symposium, by, words: lifecycle.write(symposium, paper=paper, words=words),
    )
    return ACTS.show(request, action, symposium, initial={"words": getattr(symposium, paper)})


@require_POST
@organiser_required
def symposium_point_done(
    request: AuthenticatedHttpRequest, region: Region, quarter: date, pk: int
) -> HttpResponse:
    """Tick a point off, or put it back."""
    points = ActionPoint.objects.filter(symposium__region=region, symposium__quarter=quarter)
    lifecycle.mark_point_done(get_object_or_404(points, pk=pk), done=request.POST.get("done") == "yes")
    return redirect("organisers:desk_symposium", region.slug, quarter)


@require_POST
@organiser_required
def symposium_step(
    request: AuthenticatedHttpRequest, region: Region, quarter: date, step: str
) -> HttpResponse:
    """The actions that need no words: one button each."""
    if step not in STEPS:
        raise Http404
    action = STEPS[step]
    action.do(get_symposium(region, quarter), by=organiser_actor(request))
    messages.success(request, action.done)
    return redirect("organisers:desk_symposium", region.slug, quarter)
