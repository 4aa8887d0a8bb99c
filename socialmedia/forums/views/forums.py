"""The pages of forums: the list, one with its rules and responses, changing them, what everybody reads."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.actions import Action, action_page
from lla.time import clock

from ...channels.choices import ChannelKind, ForumPost
from ...channels.models import Channel
from ...guidelines.selectors import parameters_in_force
from ...team.decorators import actor, asking, for_coordinator, for_readers, standing_of
from ..forms import AllowedForm, RuleForm
from ..models import BreachCase, ForumRule
from ..rules import forums as rules
from ..workflow import forums as workflow


@require_safe
@for_readers
def forums(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every forum, whether its rules have to be looked at again, and its open cases."""
    seen = Q(cases__in=BreachCase.objects.standing().visible_to(request.user))
    open_cases = Count("cases", filter=seen, distinct=True)
    standing = Count("rules", filter=Q(rules__retired_at__isnull=True), distinct=True)
    channels = Channel.objects.forums().standing().select_related("platform")
    rows = channels.annotate(open_cases=open_cases, rules_now=standing)
    context = {"forums": rows, "today": localdate(clock.now())}
    return render(request, "socialmedia/forums/forums.html", context)


@require_safe
@for_readers
def forum(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """A forum's rules with a response to copy for each, and what it is for."""
    channel = _forum(slug)
    today, standing = localdate(clock.now()), standing_of(request)
    rows = list(channel.rules.standing())
    context = {
        "forum": channel,
        "rules": rows,
        "text": "\n".join(map(str, rows)),  # to be copied to the platform
        "may_change": standing.coordinates,
        "in_team": standing.in_team,
        "days": parameters_in_force().rules_review_days,
        "overdue": bool(channel.rules_review_on and channel.rules_review_on < today),
        "published": rules.is_published(channel),
        "for_what": [label for value, label in ForumPost.choices if value in channel.allowed_posts],
        "is_organising": channel.kind == ChannelKind.ORGANISING,
        "cases": channel.cases.standing().visible_to(request.user).with_all(),
    }
    return render(request, "socialmedia/forums/forum.html", context)


@require_safe
def forum_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules for everybody; no name, no case, no log."""
    channel = _forum(slug)
    if not rules.is_published(channel):
        raise Http404
    context = {"forum": channel, "rules": channel.rules.standing()}
    return render(request, "socialmedia/forums/forum_rules.html", context)


@asking
@for_coordinator
def new_forum_rule(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    channel = _forum(slug)
    add = Action(label="Add a rule", button="Add it", form=RuleForm, do=workflow.add_rule)
    return _page(request, add, channel, channel)


@asking
@for_coordinator
def forum_rule(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    rule = _rule(slug, pk)
    label = f"Change rule {rule.order}"
    change = Action(label=label, button="Change it", form=RuleForm, do=workflow.change_rule)
    initial = {"words": rule.words, "response": rule.response}
    return _page(request, change, rule, rule.channel, initial=initial)


@require_POST
@for_coordinator
def move_forum_rule(request: AuthenticatedHttpRequest, slug: str, pk: int, step: str) -> HttpResponse:
    """Up, down, or out."""
    rule, by = _rule(slug, pk), actor(request)
    if step == "retire":
        workflow.retire_rule(rule, by=by)
        messages.success(request, "Rule retired. Log entries under it still name it.")
    elif step in {"up", "down"}:
        workflow.move_rule(rule, up=step == "up", by=by)
    else:
        raise Http404
    return redirect("socialmedia:forum", slug)


@require_POST
@for_coordinator
def forum_step(request: AuthenticatedHttpRequest, slug: str, step: str) -> HttpResponse:
    """The acts that need no words: one button each."""
    if step not in STEPS:
        raise Http404
    act, said = STEPS[step]
    act(_forum(slug), by=actor(request))
    messages.success(request, said)
    return redirect("socialmedia:forum", slug)


STEPS: Mapping[str, tuple[Callable[..., object], str]] = {
    "reviewed": (workflow.review_rules, "Review of the rules recorded."),
    "number": (workflow.renumber, "The rules are now numbered from 1."),
}


@asking
@for_coordinator
def forum_posts(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """What an organising forum is for."""
    channel = _forum(slug)
    say = Action(label="What the forum is for", button="Save", form=AllowedForm, do=workflow.allow_posts)
    return _page(request, say, channel, channel, initial={"kinds": channel.allowed_posts})


def _forum(slug: str) -> Channel:
    return get_object_or_404(Channel.objects.forums().select_related("platform"), slug=slug)


def _rule(slug: str, pk: int) -> ForumRule:
    rules_now = ForumRule.objects.standing().select_related("channel")
    return get_object_or_404(rules_now, channel__slug=slug, pk=pk)


def _page(
    request: AuthenticatedHttpRequest,
    action: Action,
    row: Channel | ForumRule,
    forum: Channel,
    **options: Any,
) -> HttpResponse:
    """The page of an act on a forum or one of its rules."""
    return action_page(
        request,
        action,
        row,
        by=actor(request),
        template="socialmedia/forums/forum_act.html",
        back=lambda: redirect("socialmedia:forum", forum.slug),
        context={"forum": forum},
        **options,
    )
