"""The pages of forums: the list, one with its rules and responses, changing them, what everybody reads."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.actors import Actor
from lla.forms.base import refusals_as_errors
from lla.time import clock

from ...channels.choices import ChannelKind, ForumPost
from ...channels.models import Channel
from ...guidelines.selectors import parameters_in_force
from ...team.decorators import actor, for_coordinator, for_readers, standing_of
from ..forms import AllowedForm, RuleForm
from ..models import BreachCase, ForumRule
from ..rules import forums as forums_forums
from ..workflow import forums as forums_workflow_forums

asking = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_readers
def forums(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every forum, whether its rules have to be looked at again, and its open cases."""
    seen = Q(cases__in=BreachCase.objects.standing().visible_to(request.user))
    open_cases = Count("cases", filter=seen, distinct=True)
    standing = Count("rules", filter=Q(rules__retired_at__isnull=True), distinct=True)
    found = Channel.objects.forums().standing().select_related("platform")
    rows = found.annotate(open_cases=open_cases, rules_now=standing)
    context = {"forums": rows, "today": localdate(clock.now())}
    return render(request, "socialmedia/forums/forums.html", context)


@require_safe
@for_readers
def forum(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """A forum's rules with a response to copy for each, and what it is for."""
    found = _found(slug)
    today, standing = localdate(clock.now()), standing_of(request)
    rows = list(found.rules.standing())
    context = {
        "forum": found,
        "rules": rows,
        "text": _text(rows),
        "may_change": standing.coordinates,
        "in_team": standing.in_team,
        "days": parameters_in_force().rules_review_days,
        "overdue": bool(found.rules_review_on and found.rules_review_on < today),
        "published": forums_forums.is_published(found),
        "for_what": [label for value, label in ForumPost.choices if value in found.allowed_posts],
        "is_organising": found.kind == ChannelKind.ORGANISING,
        "cases": found.cases.standing().visible_to(request.user).with_all(),
    }
    return render(request, "socialmedia/forums/forum.html", context)


@require_safe
def forum_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules for everybody; no name, no case, no log."""
    found = _found(slug)
    if not forums_forums.is_published(found):
        raise Http404
    context = {"forum": found, "rules": found.rules.standing()}
    return render(request, "socialmedia/forums/forum_rules.html", context)


@asking
@for_coordinator
def new_forum_rule(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    found = _found(slug)
    form = RuleForm(request.POST if request.method == "POST" else None)
    words = {"heading": "Add a rule", "button": "Add it"}
    return _asked(
        request, found, form, lambda said, by: forums_workflow_forums.add_rule(found, **said, by=by), words
    )


@asking
@for_coordinator
def forum_rule(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    rule = _rule(slug, pk)
    form = RuleForm(request.POST if request.method == "POST" else None, initial=_first(rule))
    words = {"heading": f"Change rule {rule.order}", "button": "Change it"}
    return _asked(
        request,
        rule.channel,
        form,
        lambda said, by: forums_workflow_forums.change_rule(rule, **said, by=by),
        words,
    )


@require_POST
@for_coordinator
def move_forum_rule(request: AuthenticatedHttpRequest, slug: str, pk: int, step: str) -> HttpResponse:
    """Up, down, or out."""
    rule, by = _rule(slug, pk), actor(request)
    if step == "retire":
        forums_workflow_forums.retire_rule(rule, by=by)
        messages.success(request, "Rule retired. Log entries under it still name it.")
    elif step in {"up", "down"}:
        forums_workflow_forums.move_rule(rule, up=step == "up", by=by)
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
    act(_found(slug), actor(request))
    messages.success(request, said)
    return redirect("socialmedia:forum", slug)


STEPS: Mapping[str, tuple[Callable[[Channel, Actor], object], str]] = {
    "reviewed": (
        lambda one, by: forums_workflow_forums.review_rules(one, by=by),
        "Review of the rules recorded.",
    ),
    "number": (
        lambda one, by: forums_workflow_forums.renumber(one, by=by),
        "The rules are now numbered from 1.",
    ),
}


@asking
@for_coordinator
def forum_posts(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """What an organising forum is for."""
    found = _found(slug)
    first = {"kinds": found.allowed_posts}
    form = AllowedForm(request.POST if request.method == "POST" else None, initial=first)
    words = {"heading": "What the forum is for", "button": "Save"}
    return _asked(
        request, found, form, lambda said, by: forums_workflow_forums.allow_posts(found, **said, by=by), words
    )


def _found(slug: str) -> Channel:
    return get_object_or_404(Channel.objects.forums().select_related("platform"), slug=slug)


def _rule(slug: str, pk: int) -> ForumRule:
    rules_now = ForumRule.objects.standing().select_related("channel")
    return get_object_or_404(rules_now, channel__slug=slug, pk=pk)


def _first(rule: ForumRule) -> dict[str, str]:
    return {"words": rule.words, "response": rule.response}


def _text(rows: list[ForumRule]) -> str:
    """All rules as one text to be copied to the platform."""
    return "\n".join(str(rule) for rule in rows)


def _asked(
    request: AuthenticatedHttpRequest,
    found: Channel,
    form: forms.BaseForm,
    act: Callable[[Mapping[str, Any], Actor], object],
    words: Mapping[str, str],
) -> HttpResponse:
    """A page with one form, whose words go to one act; refused or wrong, they come back."""
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            act(form.cleaned_data, actor(request))
            return redirect("socialmedia:forum", found.slug)
    return render(request, "socialmedia/forums/forum_act.html", {"forum": found, "form": form, **words})
