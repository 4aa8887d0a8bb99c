"""The pages of our channels: the list, one channel, its acts."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.act_pages import ActPages
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.actions import Action
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock
from lla.words.functions import SortKey

from ..channels.choices import ChannelAct, ChannelKind, ChannelStatus, ForumAct, ForumPost
from ..channels.models import Channel
from ..guidelines.selectors import parameters_in_force
from ..posts.choices import VariantStatus
from ..record.models import SocialEvent
from ..staffing import rules as staffing_rules
from ..staffing.checks import Line, check
from ..staffing.selectors import team_in
from ..staffing.views import CHECKS, LIGHTS
from ..team.decorators import actor, asking, for_coordinator, for_readers, for_team, standing_of
from ..team.models import Appointment
from . import rules, workflow
from .forms import FunctionsForm, WhyForm, form_for

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
ACTS = dict(ChannelAct.choices + ForumAct.choices)
STEPS_SHOWN, PLANNED_SHOWN = 30, 50
WHY = {"label": "Why?", "required": True}


@require_safe
@for_readers
def channels(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every page and forum, with how many people each has and needs; those that were closed come last."""
    channels, lines = list(Channel.objects.with_platforms()), _lines()
    closed = [channel for channel in channels if channel.status == ChannelStatus.CLOSED]
    rows = [
        (channel, TONES[channel.status], lines.get(channel.pk))
        for channel in channels
        if channel not in closed
    ]
    context = {
        "groups": [(kind, [row for row in rows if row[0].kind == kind]) for kind in ChannelKind],
        "closed": closed,
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/channel_lifecycle/channels.html", context)


def _lines() -> dict[int, Line]:
    """How each open channel is staffed today, by its key."""
    today = localdate(clock.now())
    answer = check(team_in(today, today), today, parameters_in_force())
    return {line.place.key: line for line in answer.lines}


@require_safe
@for_readers
def channel(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """One channel: who works on it, what it has in use, what has happened to it."""
    still = Count("variants", filter=Q(variants__status=VariantStatus.PLANNED))
    channel = get_object_or_404(Channel.objects.with_platforms().annotate(planned=still), slug=slug)
    roles = Appointment.objects.in_force(on=localdate(clock.now())).filter(channel=channel)
    people = roles.filter(user__is_active=True).select_related("user")
    context = {
        "channel": channel,
        "tone": TONES[channel.status],
        "line": _lines().get(channel.pk) if channel.is_open else None,
        "appointments": people.order_by(SortKey("user__name"), "pk"),
        "platforms": [channel.platform, *channel.also_on.all()],
        "allowed": [ForumPost(kind).label for kind in channel.allowed_posts],
        "functions": channel.functions.filter(function__in=channel.can_use).select_related("seen_by"),
        "moves": rules.MOVES[channel.status],
        "may_suspend": not rules.why_not_suspend(channel, why="-"),
        "why_not_close": rules.why_not_close(channel, why="-"),
        "steps": [_step(event) for event in SocialEvent.objects.of(channel)[:STEPS_SHOWN]],
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/channel_lifecycle/channel.html", context)


def _step(event: SocialEvent) -> dict[str, str]:
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
    return event.told(act, by=by, note=" ".join(words))


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
    form = form_for(row, post_data(request), today=localdate(clock.now()))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            act = workflow.make if new else workflow.change
            saved = act(form.instance, also_on=form.further, by=actor(request))
            messages.success(request, f"{saved} is {'planned' if new else 'changed'}.")
            return redirect("socialmedia:channel", saved.slug)
    context = {"form": form, "new": new, "channel": row, "name": name, "refused": rules.why_not_touch(row)}
    return render(request, "socialmedia/channel_lifecycle/edit_channel.html", context)


def find(slug: str) -> Channel:
    return get_object_or_404(Channel.objects.with_platforms(), slug=slug)


def _with_planned(request: HttpRequest, channel: Channel) -> dict[str, Any]:
    """What is planned on a channel that is left alone, before the reason and the button."""
    planned = rules.planned_on(channel)
    more = max(0, planned.count() - PLANNED_SHOWN)
    return {"channel": channel, "planned": planned[:PLANNED_SHOWN], "more": more}


ACT_PAGES = ActPages(
    find=lambda request, slug: find(slug),
    facts=lambda request, channel: {"channel": channel},
    back=lambda request, channel: redirect("socialmedia:channel", channel.slug),
    opens=for_coordinator,
    template="socialmedia/channel_lifecycle/open_channel.html",
    by=actor,
)
LEAVING = replace(ACT_PAGES, facts=_with_planned, template="socialmedia/channel_lifecycle/leave_channel.html")
suspend_channel = LEAVING.page(
    Action(
        label="Suspend the channel",
        explains="A suspended channel needs no staffing. You can open it again.",
        done="The channel is suspended. The people who work on it have been emailed.",
        form=WhyForm,
        why_not=lambda channel, by: rules.why_not_suspend(channel, why="-"),
        do=workflow.suspend,
    ),
    lambda channel, user: WHY,
)
close_channel = LEAVING.page(
    Action(
        label="Close for good",
        explains="You cannot undo this. The channel’s history stays on record.",
        done="The channel is closed. The people who work on it have been emailed.",
        form=WhyForm,
        why_not=lambda channel, by: rules.why_not_close(channel, why="-"),
        do=workflow.close,
        final=True,
    ),
    lambda channel, user: WHY,
)


@asking
@for_team
def channel_functions(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Which functions of its platform it uses, as somebody sees it now."""
    channel = find(slug)
    look = Action(
        label="Functions in use",
        button="Save",
        done="Saved with today’s date.",
        form=FunctionsForm,
        why_not=lambda channel, by: rules.why_not_touch(channel),
        do=partial(workflow.look_through, user=request.user),
    )
    in_use = list(channel.functions.filter(in_use=True).values_list("function", flat=True))
    return ACT_PAGES.show(
        request,
        look,
        channel,
        template="socialmedia/channel_lifecycle/channel_functions.html",
        functions=channel.can_use,
        initial={"in_use": in_use},
    )


@asking
@for_coordinator
def open_channel(request: AuthenticatedHttpRequest, slug: str, *, again: bool = False) -> HttpResponse:
    """What opening it would mean today, and the form that does it where nothing speaks against it."""
    channel = find(slug)
    opening = rules.opening(channel, now=clock.now())
    action = Action(
        label="Open the channel again" if again else "Open the channel",
        done="The channel is open. The people who work on it have been emailed.",
        form=WhyForm,
        why_not=lambda channel, by: opening.why_not(why="-", again=again),
        do=workflow.reopen if again else workflow.open_channel,
    )
    skipped = opening.skipped
    context = {
        "found": opening,
        "lights": LIGHTS,
        "checks": CHECKS,
        "out_of_order": staffing_rules.out_of_order(channel.platform, skipped) if skipped else [],
    }
    label, required = "Why are you opening it?", bool(skipped)
    return ACT_PAGES.show(request, action, channel, context=context, label=label, required=required)
