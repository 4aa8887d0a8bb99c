"""Our pages and forums: the list, each with what is known of it, and what the coordinator writes down."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from lla import clock
from lla.desk import DeskRequest
from lla.forms import told_on
from lla.functions import InOrder
from lla.moments import moment_in_words

from ..choices import ChannelAct, ChannelKind, ChannelStatus, ForumPost, VariantStatus
from ..forms.channels import FunctionsForm, form_for, in_use_of
from ..models import Appointment, Channel, SocialEvent
from ..rules import channels as rules
from ..rules.guidelines import parameters_in_force
from ..rules.staffing import team_in
from ..staffing import Line, check
from ..workflow import channels as workflow
from .rights import actor, for_coordinator, for_readers, for_team, standing_of

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
def channels(request: DeskRequest) -> HttpResponse:
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
    return render(request, "socialmedia/channels.html", context)


def _lines() -> dict[int, Line]:
    """How each open channel is staffed today, by its key."""
    today = localdate(clock.now())
    found = check(team_in(today, today), today, parameters_in_force())
    return {line.place.key: line for line in found.lines}


def _stands(channel: Channel, kind: str) -> bool:
    return channel.kind == kind and channel.status != ChannelStatus.CLOSED


@require_safe
@for_readers
def channel(request: DeskRequest, slug: str) -> HttpResponse:
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
    return render(request, "socialmedia/channel.html", context)


def _appointments(channel: Channel) -> QuerySet[Appointment]:
    held = Appointment.objects.in_force(on=localdate(clock.now()))
    here = held.filter(channel=channel, user__is_active=True)
    return here.select_related("user").order_by(InOrder("user__name"), "pk")


def _step(event: SocialEvent) -> dict[str, Any]:
    """A step as the history shows it, with the figures of its day."""
    figures = event.details
    words = [event.remark.words] if hasattr(event, "remark") else []
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
def new_channel(request: DeskRequest, kind: str) -> HttpResponse:
    if kind not in ChannelKind.values:
        raise Http404
    return _written(request, Channel(kind=kind, address=""))


@asking
@for_coordinator
def change_channel(request: DeskRequest, slug: str) -> HttpResponse:
    return _written(request, find(slug))


def _written(request: DeskRequest, row: Channel) -> HttpResponse:
    """The form of its kind; a new channel is planned, one that is there is changed."""
    new, name = row.pk is None, row.name
    form = form_for(row, sent(request), today=localdate(clock.now()))
    if form.is_bound and form.is_valid():
        with told_on(form):
            act = workflow.make if new else workflow.change
            saved = act(form.instance, also_on=form.further, by=actor(request))
            messages.success(request, f"{saved} is {'planned' if new else 'changed'}.")
            return redirect("socialmedia:channel", saved.slug)
    context = {"form": form, "new": new, "channel": row, "name": name, "refused": rules.why_not_touch(row)}
    return render(request, "socialmedia/edit_channel.html", context)


@asking
@for_team
def channel_functions(request: DeskRequest, slug: str) -> HttpResponse:
    """Which functions of its platform it uses, as somebody sees it now."""
    found = find(slug)
    initial = {"in_use": list(in_use_of(found))}
    form = FunctionsForm(sent(request), initial=initial)
    if form.is_bound and form.is_valid():
        with told_on(form):
            seen = form.cleaned_data["in_use"]
            workflow.look_through(found, seen, user=request.user, by=actor(request))
            messages.success(request, "Saved with today’s date.")
            return redirect("socialmedia:channel", found.slug)
    context = {"form": form, "channel": found, "refused": rules.why_not_touch(found)}
    return render(request, "socialmedia/channel_functions.html", context)


def find(slug: str) -> Channel:
    return get_object_or_404(Channel.objects.with_platforms(), slug=slug)


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
