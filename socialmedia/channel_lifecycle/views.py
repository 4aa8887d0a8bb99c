"""The pages of our channels: the list, one channel, its acts, and the platforms' order of preference."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock
from lla.time.wording import moment_in_words
from lla.words.functions import SortKey

from ..channels.choices import ChannelAct, ChannelKind, ChannelStatus, ForumPost
from ..channels.models import Channel, Platform
from ..guidelines.selectors import parameters_in_force
from ..posts.choices import VariantStatus
from ..record.models import SocialEvent
from ..staffing import rules as staffing_rules
from ..staffing.checks import Line, check
from ..staffing.selectors import team_in
from ..staffing.views import CHECKS, LIGHTS
from ..team.decorators import actor, for_coordinator, for_manager, for_readers, for_team, standing_of
from ..team.models import Appointment
from . import rules, workflow
from .forms import FunctionsForm, PreferenceForm, WhyForm, form_for, in_use_of

asking = require_http_methods(["GET", "HEAD", "POST"])
TONES: dict[str, str] = {
    ChannelStatus.PLANNED: "",
    ChannelStatus.OPEN: "good",
    ChannelStatus.SUSPENDED: "wait",
    ChannelStatus.CLOSED: "bad",
}
WHO = {
    "team": "somebody in the team",
    "coordinator": "the coordinator",
    "manager": "the Social Media Manager",
    "leadership": "the leadership",
}
ACTS = dict(ChannelAct.choices) | {  # and what was done to the rules of a forum
    "rule_added": "Rule added",
    "rule_changed": "Rule changed",
    "rule_retired": "Rule removed",
    "rules_moved": "Rules put in another order",
    "rules_numbered": "Rules numbered again",
    "rules_reviewed": "Rules reviewed",
    "posts_allowed": "Purpose changed",
}
STEPS_SHOWN = 30


@require_safe
@for_readers
def channels(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every page and forum, with how many people each has and needs; those that were closed come last."""
    rows, lines = list(Channel.objects.with_platforms()), _lines()
    context = {
        "groups": [
            (kind, [(one, TONES[one.status], lines.get(one.pk)) for one in rows if _stands(one, kind)])
            for kind in ChannelKind
        ],
        "closed": [one for one in rows if one.status == ChannelStatus.CLOSED],
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/channel_lifecycle/channels.html", context)


def _lines() -> dict[int, Line]:
    """How each open channel is staffed today, by its key."""
    today = localdate(clock.now())
    found = check(team_in(today, today), today, parameters_in_force())
    return {line.place.key: line for line in found.lines}


def _stands(channel: Channel, kind: str) -> bool:
    return channel.kind == kind and channel.status != ChannelStatus.CLOSED


@require_safe
@for_readers
def channel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """One channel: who works on it, what it has in use, what has happened to it."""
    still = Count("variants", filter=Q(variants__status=VariantStatus.PLANNED))
    found = get_object_or_404(Channel.objects.with_platforms().annotate(planned=still), slug=slug)
    context = {
        "channel": found,
        "tone": TONES[found.status],
        "line": _lines().get(found.pk) if found.is_open else None,
        "appointments": _appointments(found),
        "platforms": [found.platform, *found.also_on.all()],
        "allowed": [ForumPost(one).label for one in found.allowed_posts],
        "functions": found.functions.select_related("seen_by"),
        "moves": rules.MOVES[found.status],
        "may_suspend": not rules.why_not_suspend(found, why="-"),
        "why_not_close": rules.why_not_close(found, why="-"),
        "steps": [_step(event) for event in SocialEvent.objects.of(found)[:STEPS_SHOWN]],
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/channel_lifecycle/channel.html", context)


def _appointments(channel: Channel) -> QuerySet[Appointment]:
    held = Appointment.objects.in_force(on=localdate(clock.now()))
    here = held.filter(channel=channel, user__is_active=True)
    return here.select_related("user").order_by(SortKey("user__name"), "pk")


def _step(event: SocialEvent) -> dict[str, Any]:
    """A step as the history shows it, with the figures of its day."""
    figures = event.details
    words = [event.words] if event.words else []
    if "light" in figures:
        words.append(
            f"That day: {figures['people']} people, {figures['filled']} of {figures['full']} seats filled."
        )
    if override := figures.get("override"):
        words.append(f"Out of the order of preference: {', '.join(override)} had no open page.")
    by, act = WHO.get(event.actor_role, ""), ACTS.get(event.act, event.act)
    return {"at": moment_in_words(event.at), "words": act, "by": by, "note": " ".join(words)}


@asking
@for_coordinator
def new_channel(request: AuthenticatedHttpRequest, kind: str) -> HttpResponse:
    if kind not in ChannelKind.values:
        raise Http404
    return _written(request, Channel(kind=kind, address=""))


@asking
@for_coordinator
def change_channel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    return _written(request, find(slug))


def _written(request: AuthenticatedHttpRequest, row: Channel) -> HttpResponse:
    """The form of its kind; a new channel is planned, one that is there is changed."""
    new, name = row.pk is None, row.name
    form = form_for(row, sent(request), today=localdate(clock.now()))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            act = workflow.make if new else workflow.change
            saved = act(form.instance, also_on=form.further, by=actor(request))
            messages.success(request, f"{saved} is {'planned' if new else 'changed'}.")
            return redirect("socialmedia:channel", saved.slug)
    context = {"form": form, "new": new, "channel": row, "name": name, "refused": rules.why_not_touch(row)}
    return render(request, "socialmedia/channel_lifecycle/edit_channel.html", context)


@asking
@for_team
def channel_functions(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Which functions of its platform it uses, as somebody sees it now."""
    found = find(slug)
    initial = {"in_use": list(in_use_of(found))}
    form = FunctionsForm(sent(request), initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            seen = form.cleaned_data["in_use"]
            workflow.look_through(found, seen, user=request.user, by=actor(request))
            messages.success(request, "Saved with today’s date.")
            return redirect("socialmedia:channel", found.slug)
    context = {"form": form, "channel": found, "refused": rules.why_not_touch(found)}
    return render(request, "socialmedia/channel_lifecycle/channel_functions.html", context)


def find(slug: str) -> Channel:
    return get_object_or_404(Channel.objects.with_platforms(), slug=slug)


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


PLANNED_SHOWN = 50


@asking
@for_coordinator
def open_channel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    return _open(request, find(slug), workflow.open_channel)


@asking
@for_coordinator
def reopen_channel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    return _open(request, find(slug), workflow.reopen, again=True)


@asking
@for_coordinator
def suspend_channel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    words = {
        "heading": "Suspend the channel",
        "lede": "A suspended channel needs no staffing. You can open it again.",
        "done": "The channel is suspended. The people who work on it have been emailed.",
    }
    channel = find(slug)
    return _leave(request, channel, workflow.suspend, rules.why_not_suspend(channel, why="-"), words)


@asking
@for_coordinator
def close_channel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    words = {
        "heading": "Close permanently",
        "lede": "You cannot undo this. The channel’s history stays on record.",
        "done": "The channel is closed. The people who work on it have been emailed.",
        "tone": "final",
    }
    channel = find(slug)
    return _leave(request, channel, workflow.close, rules.why_not_close(channel, why="-"), words)


def _open(
    request: AuthenticatedHttpRequest, channel: Channel, act: Callable[..., Channel], *, again: bool = False
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
        "out_of_order": staffing_rules.out_of_order(channel.platform, found.skipped) if found.skipped else [],
        "refused": found.why_not(why="-", again=again),
        "again": again,
    }
    return render(request, "socialmedia/channel_lifecycle/open_channel.html", context)


def _leave(
    request: AuthenticatedHttpRequest,
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
    return render(request, "socialmedia/channel_lifecycle/leave_channel.html", context)


def _done(
    request: AuthenticatedHttpRequest, channel: Channel, form: WhyForm, act: Callable[..., Channel]
) -> bool:
    """Whether the form was sent, is well filled in, and the act was done; a refusal stands on the form."""
    if not form.is_bound or not form.is_valid():
        return False
    with refusals_as_errors(form):
        act(channel, why=form.cleaned_data["why"], by=actor(request))
        return True
    return False


ORDERS_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
@for_manager
def platforms(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Where an original starts, which page is opened first and which is reduced first."""
    form = PreferenceForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.prefer(form.order, why=form.cleaned_data["why"], by=actor(request))
            messages.success(request, "Order saved.")
            return redirect("socialmedia:channels")
    return render(request, "socialmedia/channel_lifecycle/platforms.html", {"form": form, "steps": _steps()})


def _steps() -> list[dict[str, str]]:
    """The orders that were chosen, the latest first."""
    names = {one.slug: str(one) for one in Platform.objects.all()}
    chosen = SocialEvent.objects.filter(about=workflow.RECORDED).select_related("remark").order_by("-pk")
    return [
        {
            "at": moment_in_words(one.at),
            "words": ", ".join(names.get(slug, slug) for slug in one.details["order"]),
            "by": WHO.get(one.actor_role, ""),
            "note": one.words,
        }
        for one in chosen[:ORDERS_SHOWN]
    ]
