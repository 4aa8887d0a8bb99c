"""Opening a channel, letting it rest, opening it again, and closing it for good."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lla import clock
from lla.desk import DeskRequest
from lla.forms import told_on

from ..forms.channels import WhyForm
from ..models import Channel
from ..rules import channels as rules
from ..workflow import channels as workflow
from .channels import asking, find, sent
from .rights import actor, for_coordinator
from .staffing import CHECKS, LIGHTS

PLANNED_SHOWN = 50


@asking
@for_coordinator
def open_channel(request: DeskRequest, slug: str) -> HttpResponse:
    return _open(request, find(slug), workflow.open_channel)


@asking
@for_coordinator
def reopen_channel(request: DeskRequest, slug: str) -> HttpResponse:
    return _open(request, find(slug), workflow.reopen, again=True)


@asking
@for_coordinator
def suspend_channel(request: DeskRequest, slug: str) -> HttpResponse:
    words = {
        "heading": "Suspend the channel",
        "lede": "A suspended channel needs no staffing. You can open it again.",
        "done": "The channel is suspended. The people who work on it have been emailed.",
    }
    channel = find(slug)
    return _leave(request, channel, workflow.suspend, rules.why_not_suspend(channel, why="-"), words)


@asking
@for_coordinator
def close_channel(request: DeskRequest, slug: str) -> HttpResponse:
    words = {
        "heading": "Close permanently",
        "lede": "You cannot undo this. The channel’s history stays on record.",
        "done": "The channel is closed. The people who work on it have been emailed.",
        "tone": "final",
    }
    channel = find(slug)
    return _leave(request, channel, workflow.close, rules.why_not_close(channel, why="-"), words)


def _open(
    request: DeskRequest, channel: Channel, act: Callable[..., Channel], *, again: bool = False
) -> HttpResponse:
    """What opening it would mean today, and the form that does it where nothing speaks against it."""
    found = rules.opening(channel, now=clock.now())
    form = WhyForm(sent(request), label="Why are you opening it?", required=bool(found.skipped))
    if _done(request, channel, form, act):
        messages.success(request, "The channel is open. The people who work on it have been emailed.")
        return redirect("socialmedia:channel", channel.slug)
    context = {
        "channel": channel,
        "found": found,
        "form": form,
        "lights": LIGHTS,
        "checks": CHECKS,
        "out_of_order": rules.out_of_order(channel.platform, found.skipped) if found.skipped else [],
        "refused": found.why_not(why="-", again=again),
        "again": again,
    }
    return render(request, "socialmedia/open_channel.html", context)


def _leave(
    request: DeskRequest,
    channel: Channel,
    act: Callable[..., Channel],
    refused: list[str],
    words: Mapping[str, str],
) -> HttpResponse:
    """What is planned there comes first, then the reason and the button."""
    form = WhyForm(sent(request), label="Why?", required=True)
    if _done(request, channel, form, act):
        messages.success(request, words["done"])
        return redirect("socialmedia:channel", channel.slug)
    planned = rules.planned_on(channel)
    shown, more = planned[:PLANNED_SHOWN], max(0, planned.count() - PLANNED_SHOWN)
    context = {**words, "channel": channel, "form": form, "refused": refused, "planned": shown, "more": more}
    return render(request, "socialmedia/leave_channel.html", context)


def _done(request: DeskRequest, channel: Channel, form: WhyForm, act: Callable[..., Channel]) -> bool:
    """Whether the form was sent, is well filled in, and the act was done; a refusal stands on the form."""
    if not form.is_bound or not form.is_valid():
        return False
    with told_on(form):
        act(channel, why=form.cleaned_data["why"], by=actor(request))
        return True
    return False
