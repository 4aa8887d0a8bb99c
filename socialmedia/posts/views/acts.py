"""What is done with one post: checked, excused, handed over, put out by hand, dropped, brought again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import Form, post_data, refusals_as_errors
from lla.pages.converters import row_key
from lla.time import clock

from ...channels.choices import ChannelStatus
from ...channels.models import Channel
from ...guidelines.selectors import parameters_in_force
from ...sources import rules as sources_rules
from ...team.decorators import actor, asking, planning_for_team
from .. import rules, selectors, workflow
from ..choices import CheckKind, PostStatus, VariantStatus
from ..forms.acts import CheckForm, ConsultForm, DropForm, PostedForm, ReasonForm
from ..models import Post, Variant
from .history import parts_said
from .posts import post_of, told
from .verdicts import found

KINDS = {"peer": CheckKind.PEER, "second": CheckKind.SECOND_READER}
PUBLISH, CORRECT = "Publish the post", "Correct the address of the post"
DELETE_THERE = "If it should not be there, delete it there."
SAID = {
    PostStatus.READY: "Thank you. The post is ready to publish.",
    PostStatus.CHECKING: "Thank you, your answer is saved. Other problems have to be solved before the "
    "post is ready.",
    PostStatus.DRAFT: "Thank you. The post is a draft again and its author has been told.",
}


@asking
@planning_for_team
def check_post(request: AuthenticatedHttpRequest, pk: int, kind: str) -> HttpResponse:
    """The words as they stand, and what somebody else thinks of them."""
    if kind not in KINDS:
        raise Http404
    row = post_of(pk)
    judged = selectors.judge(row, now=clock.now())
    second_next = rules.only_second_reader_is_missing(row, request.user, judged=judged)
    if request.method != "POST" and kind == "peer" and second_next:
        return redirect("socialmedia:check_post", pk, "second")
    form = CheckForm(post_data(request), initial={"read": judged.digest})
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            answer = {**form.cleaned_data, "kind": KINDS[kind]}
            workflow.check(row, user=request.user, by=actor(request), **answer)
            row.refresh_from_db()
            messages.success(request, SAID[PostStatus(row.status)])
            return redirect("socialmedia:post", pk)
    _show_what_is_read(form, judged.digest)
    reader = (row, request.user, KINDS[kind])
    context = {
        **told(row),
        "places": selectors.places_of(row),
        "said": parts_said(row),
        "found": found(judged),
        "form": form,
        "refused": rules.why_not_check(*reader, judged=judged),
        "may_object": not rules.why_not_object(*reader, judged=judged),
    }
    return render(request, "socialmedia/posts/check_post.html", context)


def _show_what_is_read(form: Form, digest: str) -> None:
    """Words that changed meanwhile are on the page now: the next answer counts for these."""
    if isinstance(form.data, QueryDict):
        data = form.data.copy()
        data["read"] = digest
        form.data = data


@asking
@planning_for_team
def give_reason(request: AuthenticatedHttpRequest, pk: int, code: str) -> HttpResponse:
    """Why something goes against one verdict of the guidelines."""
    row = post_of(pk)
    judged, key = (
        selectors.judge(row, now=clock.now()),
        (code, row_key(request.GET.get("channel", "")) or None),
    )
    verdict = next((verdict for verdict in judged.verdicts if verdict.key == key), None)
    form = ReasonForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            channel = Channel.objects.filter(pk=key[1]).first() if key[1] else None
            reason = {"code": key[0], "channel": channel, "why": form.cleaned_data["why"]}
            workflow.override(row, user=request.user, by=actor(request), **reason)
            messages.success(request, "Reason saved.")
            return redirect("socialmedia:post", pk)
    refused = [] if form.is_bound else rules.why_not_override(row, judged, key, user=request.user, why="?")
    context = {**told(row), "form": form, "verdict": verdict, "refused": refused}
    return render(request, "socialmedia/posts/give_reason.html", context)


@asking
@planning_for_team
def consult_post(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask the whole team about a post."""
    row = post_of(pk)
    form = ConsultForm(post_data(request), initial={"question": f"May we post “{row.title}”?"})
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            asked = form.cleaned_data["question"]
            workflow.consult(row, question=asked, user=request.user, by=actor(request))
            messages.success(request, "The team has been asked.")
            return redirect("socialmedia:post", pk)
    refused = [] if form.is_bound else rules.why_not_consult(row)
    context = {**told(row), "form": form, "refused": refused}
    return render(request, "socialmedia/posts/consult_post.html", context)


@asking
@planning_for_team
def put_out(request: AuthenticatedHttpRequest, pk: int, variant: int) -> HttpResponse:
    """The words to copy, the platform to open, and where to paste the address of what was posted."""
    rows = Variant.objects.select_related("post__medium", "post__source", "channel__platform", "posted_by")
    row = get_object_or_404(rows, pk=variant, post=pk)
    form = PostedForm(post_data(request), initial={"link": row.link, "read": rules.mark_of(row)})
    if form.is_bound and form.is_valid():
        link = form.cleaned_data["link"]
        with refusals_as_errors(form):
            row, done = _say_where(request, row, link, form.cleaned_data["read"])
            messages.success(request, done)
            if said := rules.other_account(row):
                messages.warning(request, said)
            return redirect("socialmedia:post", pk)
    _show_what_is_read(form, rules.mark_of(row))
    judged = selectors.judge(row.post, now=clock.now())
    context = {
        **told(row.post),
        "variant": row,
        "form": form,
        "label": CORRECT if row.status == VariantStatus.POSTED else PUBLISH,
        "refused": rules.why_not_go_out(row, judged),
        "may_record": not rules.why_not_record(row),
        "ahead": rules.ahead_of(row, judged),
        "hosts": " or ".join(host for each in rules.platforms_of(row.channel) for host in each.hosts),
    }
    return render(request, "socialmedia/posts/put_out.html", context)


def _say_where(request: AuthenticatedHttpRequest, row: Variant, link: str, read: str) -> tuple[Variant, str]:
    """Put on record where a variant is, and what is said of it then."""
    who: dict[str, Any] = {"user": request.user, "by": actor(request)}
    if "correct" in request.POST:
        return workflow.correct_link(row, link=link, by=who["by"]), "Address corrected."
    if "anyway" in request.POST:
        stopped = "it was cancelled" if row.post.status == PostStatus.DROPPED else "it was not to go out"
        row = workflow.mark_posted_anyway(row, link=link, read=read, **who)
        return row, f"Recorded: it is on {row.channel} although {stopped}. {DELETE_THERE}"
    row = workflow.mark_posted(row, link=link, read=read, **who)
    return row, f"Marked as posted on {row.channel}. {_like_it(row)}".strip()


def _like_it(variant: Variant) -> str:
    """Liking whose material was shared is encouraged, as far as the source's review allows it."""
    source, channel = variant.post.source, variant.channel
    if source is None or sources_rules.why_not_like(source, channel, parameters_in_force(), now=clock.now()):
        return ""
    return f"{channel} does not like {source} yet: like it there too, and record it under Sources."


@asking
@planning_for_team
def drop_post(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Give a post up, once more asked."""
    row = post_of(pk)
    form = DropForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.drop(row, **form.cleaned_data, by=actor(request))
            messages.success(request, "Post cancelled.")
            return redirect("socialmedia:post", pk)
    refused = [] if form.is_bound else rules.why_not_drop(row)
    return render(
        request, "socialmedia/posts/drop_post.html", {**told(row), "form": form, "refused": refused}
    )


@require_POST
@planning_for_team
def ask_for_check(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    return _done(request, post_of(pk), workflow.ask, "The post is now waiting for a check.")


@require_POST
@planning_for_team
def hand_over(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    return _done(request, post_of(pk), workflow.hand_over, "The post is ready to publish.")


@require_POST
@planning_for_team
def repost(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Start a draft with the same words for tomorrow at the same hour, wherever we still are."""
    row = post_of(pk)
    gone = row.variants.filter(posted_at__isnull=False, channel__status=ChannelStatus.OPEN)
    planned = [
        selectors.Planned(row.channel, row.words, selectors.same_hour_tomorrow(row, now=clock.now()))
        for row in gone.select_related("channel")
    ]
    again = workflow.repost(row, planned, user=request.user, by=actor(request))
    return redirect("socialmedia:edit_post", again.pk)


def _done(
    request: AuthenticatedHttpRequest, row: Post, act: Callable[..., object], said: str
) -> HttpResponse:
    """An act of one button; what refuses it is said on a page of its own."""
    act(row, by=actor(request))
    messages.success(request, said)
    return redirect("socialmedia:post", row.pk)
