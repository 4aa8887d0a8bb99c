"""Writing to groups: the form with its preview, what was written, and what became of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.actions import Action, action_page
from lla.forms.base import post_data, refusals_as_errors
from lla.forms.cautions import cautions_token
from lla.limits import rate_limits
from lla.time import clock

from ..appointments.decorators import regions_required
from ..contacts.models import Contact
from ..regions.models import Region
from . import emails, rules, selectors, workflow
from .forms import AnnouncementForm, AnswersForm
from .selectors import Draft, Recipient

writer_required = regions_required(rules.why_not_write, rules.regions_to_write)
A_PAGE = 50
SOMEBODY = "(the contact’s name)"
CHANGED = "This is not what you previewed. Look at it again, then send it."
SENT = "Sent to {} addresses."
SENT_ONE = "Sent to 1 address."


@require_safe
@writer_required
def announcements(request: AuthenticatedHttpRequest, yours: Sequence[Region]) -> HttpResponse:
    """What was written to groups: one's own, and all of it for the committee."""
    visible = selectors.visible_to(request.user)
    context = {
        "page": Paginator(visible, A_PAGE).get_page(request.GET.get("page")),
        "out": selectors.out(visible, now=clock.now()),
    }
    return render(request, "organisers/announcements/announcements.html", context)


@writer_required
def new_announcement(request: AuthenticatedHttpRequest, yours: Sequence[Region]) -> HttpResponse:
    """Write, look whom it would reach, and only then send it."""
    typed = post_data(request)
    asked = {name: request.GET.get(name, "") for name in ("region", "audience")}
    form = AnnouncementForm(typed, yours=yours, **asked)
    context: dict[str, Any] = {"form": form}
    if typed is not None and form.is_valid():
        with refusals_as_errors(form):
            context |= _preview(form.draft, by=request.user)
            if "send" in typed and typed.get("seen") != context["seen"]:
                context["changed"] = CHANGED
            elif "send" in typed:
                rate_limits.spend("write to groups", str(request.user.pk))
                message = workflow.send(form.draft, by=request.user)
                said = SENT_ONE if message.reached == 1 else SENT.format(message.reached)
                messages.success(request, said)
                return redirect("organisers:announcement", message.pk)
    return render(request, "organisers/announcements/new_announcement.html", context)


def _preview(draft: Draft, *, by: User) -> dict[str, Any]:
    """Whom it reaches, how it reads to the first of them, and why it cannot be sent now."""
    now = clock.now()
    reach = selectors.reach(draft, now=now)
    message = workflow.unsent(draft, reach, by=by)
    return {
        "seen": cautions_token((message.about, message.words, *(to.address for to in reach.recipients))),
        "reach": reach,
        "regions": draft.regions,
        "reasons": rules.why_not_send(draft, by, reach, now=now)
        or rate_limits.why_not_spend("write to groups", str(by.pk)),
        "examples": [emails.announcement(message, _without_name(to)) for to in reach.recipients[:1]],
    }


def _without_name(to: Recipient) -> Recipient:
    """As a preview shows it: whoever writes to groups need not know who is behind an address."""
    if to.contact is None:
        return to
    return replace(to, contact=Contact(name=SOMEBODY, confirmed_at=to.contact.confirmed_at))


@writer_required
def announcement(request: AuthenticatedHttpRequest, yours: Sequence[Region], pk: int) -> HttpResponse:
    """One message, how many it reached, and what came back; of a consultation also who has answered."""
    message = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    consulted = list(message.consulted.select_related("group")) if message.asks else []
    form = AnswersForm(post_data(request), consulted=consulted)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.note_answers(message, **form.changes)
            messages.success(request, "Answers recorded.")
            return redirect("organisers:announcement", message.pk)
    context = {
        "message": message,
        "regions": Region.objects.filter(pk__in=message.regions),
        "fates": selectors.fates(message),
        "form": form if message.asks else None,
        "answered": sum(1 for one in consulted if one.answered_at),
        "consulted": consulted,
        "to_remind": [one for one in consulted if not (one.answered_at or one.reminded_at)],
        "is_out": message.answer_by is not None and message.answer_by >= localdate(clock.now()),
    }
    return render(request, "organisers/announcements/announcement.html", context)


REMIND = Action(
    label="Remind the groups that have not answered",
    explains="Each gets one email, and no second reminder. First tick the groups that have answered.",
    button="Send the reminder",
    done="Reminder sent.",
    why_not=lambda message, by: rules.why_not_remind(
        message, by, selectors.reach_of_reminder(message), now=clock.now()
    ),
    do=workflow.remind,
)


@writer_required
def remind_groups(request: AuthenticatedHttpRequest, yours: Sequence[Region], pk: int) -> HttpResponse:
    """Which groups get the one reminder."""
    message = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    reach = selectors.reach_of_reminder(message)
    return action_page(
        request,
        REMIND,
        message,
        by=request.user,
        template="organisers/announcements/remind_groups.html",
        back=lambda: redirect("organisers:announcement", message.pk),
        context={
            "message": message,
            "reach": reach,
            "regions": Region.objects.filter(pk__in=message.regions),
        },
    )
