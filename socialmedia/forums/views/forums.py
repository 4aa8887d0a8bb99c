"""The pages of forums: the list, one with its rules and its moderation log, and changing them."""

from collections.abc import Callable, Mapping
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.act_pages import ActPages
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.forms.actions import Action
from lla.forms.base import post_data, refusals_as_errors
from lla.forms.optimistic_locking import hold_when_sent
from lla.time import clock
from lla.words.cleaning import one_line

from ...channels.choices import ChannelKind, ForumPost
from ...channels.models import Channel
from ...guidelines.selectors import parameters_in_force
from ...team.decorators import actor, asking, for_coordinator, for_readers, for_team, standing_of
from .. import rules
from ..forms import AllowedForm, LogForm, RuleForm, StrikeForm
from ..models import BreachCase, ForumRule, Moderation, Participant
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
    act, done = STEPS[step]
    act(_forum(slug), by=actor(request))
    messages.success(request, done)
    return redirect("socialmedia:forum", slug)


STEPS: Mapping[str, tuple[Callable[..., object], str]] = {
    "reviewed": (workflow.review_rules, "Review of the rules recorded."),
    "number": (workflow.renumber, "The rules are now numbered from 1."),
}


def _forum(slug: str) -> Channel:
    return get_object_or_404(Channel.objects.forums().select_related("platform"), slug=slug)


def _rule(slug: str, pk: int) -> ForumRule:
    rules_now = ForumRule.objects.standing().select_related("channel")
    return get_object_or_404(rules_now, channel__slug=slug, pk=pk)


def _rule_now(slug: str, pk: int) -> ForumRule:
    """A rule, or the one that took its number when it was changed; one that is retired says so."""
    rule = get_object_or_404(ForumRule.objects.select_related("channel"), channel__slug=slug, pk=pk)
    if rule.retired_at is None:
        return rule
    later = rule.channel.rules.standing().filter(order=rule.order, created_at__gte=rule.retired_at)
    return later.select_related("channel").first() or rule


def _forum_of(row: Channel | ForumRule) -> Channel:
    return row.channel if isinstance(row, ForumRule) else row


ACTS = ActPages(
    find=lambda request, slug: _forum(slug),
    facts=lambda request, row: {"forum": _forum_of(row)},
    back=lambda request, row: redirect("socialmedia:forum", _forum_of(row).slug),
    opens=for_coordinator,
    template="socialmedia/forums/forum_act.html",
    by=actor,
)
new_forum_rule = ACTS.page(Action(label="Add a rule", button="Add it", form=RuleForm, do=workflow.add_rule))
forum_posts = ACTS.page(
    Action(label="What the forum is for", button="Save", form=AllowedForm, do=workflow.allow_posts),
    lambda forum, user: {"initial": {"kinds": forum.allowed_posts}},
)


@asking
@for_coordinator
@transaction.atomic
def forum_rule(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Changing a rule, or what has taken its place since the page was opened."""
    hold_when_sent(request, _forum(slug))
    rule = _rule_now(slug, pk)
    change = Action(
        label=f"Change rule {rule.order}",
        button="Change it",
        form=RuleForm,
        why_not=lambda rule, by: rules.why_not_change_rule(rule),
        do=workflow.change_rule,
    )
    return ACTS.show(request, change, rule, initial={"words": rule.words, "response": rule.response})


A_PAGE = 25


@require_safe
@for_readers
def forum_log(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """What moderators did, the latest first; of one person when a name is looked for."""
    forum = _forum(slug)
    entries = Moderation.objects.filter(channel=forum).with_all()
    asked_for = one_line(request.GET.get("name", "").replace("\x00", ""))[:120].removeprefix("@")
    if asked_for:
        entries = entries.filter(participant__name__icontains=asked_for)
    context = {
        "forum": forum,
        "page": Paginator(entries, A_PAGE).get_page(request.GET.get("page")),
        "name": asked_for,
        "kept_from": _kept_from(request),
        "in_team": standing_of(request).in_team,
    }
    return render(request, "socialmedia/forums/forum_log.html", context)


@require_safe
@for_readers
def participant(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """One person in one forum: what was done, what counts now, and their cases."""
    forum = _forum(slug)
    person = get_object_or_404(Participant.objects.select_related("platform"), pk=pk)
    logged = Moderation.objects.filter(channel=forum, participant=person).with_all()
    if not logged:
        get_object_or_404(person.cases.visible_to(request.user), channel=forum)
    figures, in_team = parameters_in_force(), standing_of(request).in_team
    context = {
        "forum": forum,
        "person": person,
        "page": Paginator(logged, A_PAGE).get_page(request.GET.get("page")),
        "counting": rules.new_breaches(person, forum, now=clock.now(), figures=figures).count(),
        "figures": figures,
        "cases": person.cases.visible_to(request.user).filter(channel=forum).with_all(),
        "kept_from": _kept_from(request),
        "in_team": in_team,
        "may_open": in_team and not rules.why_not_open(person, forum, by=request.user),
    }
    return render(request, "socialmedia/forums/participant.html", context)


@asking
@for_team
def new_moderation(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Write down what was done; the page says so when it has opened a case."""
    forum = _forum(slug)
    first = {"name": one_line(request.GET.get("name", "").replace("\x00", ""))[:120]}
    form = LogForm(post_data(request), channel=forum, initial=first)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            log = partial(workflow.log, forum, **form.cleaned_data, by=request.user)
            own = forum.moderations.filter(by=request.user)
            logged = once(request, log, again=partial(own.latest, "pk"))
            if logged.case_id and logged.case_id not in _kept_from(request):
                messages.warning(request, "Saved. These breaches belong to a case: see the case.")
                return redirect("socialmedia:case", logged.case_id)
            messages.success(request, "Saved in the log.")
            return redirect("socialmedia:forum_log", slug)
    return render(request, "socialmedia/forums/new_moderation.html", {"forum": forum, "form": form})


def _kept_from(request: AuthenticatedHttpRequest) -> set[int]:
    """The keys of the cases that its reader is kept out of."""
    return set(request.user.kept_out_of_cases.values_list("pk", flat=True))


ENTRY_ACTS = ActPages(
    find=lambda request, slug, pk: get_object_or_404(
        Moderation.objects.filter(channel=_forum(slug)).with_all(), pk=pk
    ),
    facts=lambda request, entry: {
        "forum": entry.channel,
        "rows": [entry],
        "kept_from": _kept_from(request),
    },
    back=lambda request, entry: redirect("socialmedia:forum_log", entry.channel.slug),
    opens=for_team,
    template="socialmedia/forums/strike_moderation.html",
)
strike_moderation = ENTRY_ACTS.page(
    Action(
        label="Remove an entry",
        button="Remove the entry",
        done="Entry removed. It no longer counts.",
        form=StrikeForm,
        why_not=lambda entry, by: rules.why_not_strike(entry, why="-"),
        do=workflow.strike,
    )
)
