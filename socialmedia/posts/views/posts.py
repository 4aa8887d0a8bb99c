"""Posts: the list, one post with all that is said of it, the form with its verdicts."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.forms.base import post_data, refusals_as_errors
from lla.forms.optimistic_locking import SEEN
from lla.limits import rate_limits
from lla.pages.converters import row_key
from lla.pages.filters import filter_tags
from lla.time import clock
from lla.time.parsing import iso_day

from ...channels.models import Channel
from ...positions.models import Position
from ...team.decorators import actor, asking, planning_for_readers, planning_for_team, standing_of
from .. import rules, selectors, workflow
from ..choices import CheckKind, PostKind, PostStatus, VariantStatus
from ..forms.acts import FindForm
from ..forms.post import PostForm
from ..models import Post, PostQuerySet
from .history import TONES, history, parts_said
from .verdicts import found

A_PAGE = 25


@require_safe
@planning_for_readers
def posts(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every post, the newest first, or those that were asked for: all of it stands in the address."""
    status = request.GET.get("status", "")
    form = FindForm(request.GET)
    form.is_valid()
    found_posts = selectors.found(form.cleaned_data)
    counts = _counts(found_posts)
    listed = found_posts.filter(status=status) if status in PostStatus.values else found_posts
    shown = listed.select_related("author").prefetch_related("variants__channel")
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    rows = [{"post": row, "tone": TONES[row.status]} for row in page]
    context = {
        "page": page,
        "rows": rows,
        "status": status,
        "form": form,
        "asked": form.narrows or bool(form["q"].value()),
        "filters": filter_tags(
            request, [("", "All"), *PostStatus.choices], key="status", shown=status, counts=counts
        ),
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/posts/posts.html", context)


def _counts(posts: PostQuerySet) -> dict[str, int]:
    """How many of these posts there are, by status and ("") in all."""
    counted = posts.order_by().values_list("status").annotate(Count("pk"))
    counts = dict.fromkeys(PostStatus.values, 0) | dict(counted)
    return {"": sum(counts.values()), **counts}


@require_safe
@planning_for_readers
def post(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One post: its words, what the guidelines say, who has read it, and what can be done next."""
    row, now = post_of(pk), clock.now()
    judged = selectors.judge(row, now=now)
    may = _may(request, row, judged) if standing_of(request, now=now).in_team else {}
    context = {
        **told(row),
        "found": found(judged, row, reader=request.user) if may else found(judged),
        "judged": judged,
        "variants": _variants(row, judged),
        "results": _results(row),
        "said": parts_said(row),
        "checks": row.checks.select_related("by"),
        "history": history(row),
        "may": may,
        "unfinished": rules.why_not_ask(row) if may and row.status == PostStatus.DRAFT else [],
    }
    return render(request, "socialmedia/posts/post.html", context)


def post_of(pk: int) -> Post:
    rows = Post.objects.select_related("author", "source", "read_by", "original", "medium", "position")
    return get_object_or_404(rows, pk=pk)


def told(row: Post) -> dict[str, Any]:
    """What every page of one post says on top."""
    return {"post": row, "tone": TONES[row.status]}


def _variants(row: Post, judged: selectors.Judged) -> list[dict[str, Any]]:
    """Each channel's words, and whether they may go out now; of a cancelled post all that it had."""
    rows = list(row.variants.belonging().select_related("channel__platform", "posted_by"))
    cancelled = [variant for variant in rows if variant.status == VariantStatus.DROPPED]
    stopped = cancelled if cancelled and rules.was_ready(row) else []
    listed = []
    for variant in rows:
        variant.post = row
        listed.append(
            {
                "variant": variant,
                "may_go_out": not rules.why_not_go_out(variant, judged),
                "may_record": variant in stopped,
            }
        )
    return listed


def _results(row: Post) -> list[Any]:
    """The latest figures of each channel."""
    posted = row.variants.exclude(posted_at=None).select_related("channel").prefetch_related("results")
    return [result for variant in posted for result in list(variant.results.all())[:1]]


def _may(request: AuthenticatedHttpRequest, row: Post, judged: selectors.Judged) -> dict[str, bool]:
    """Which buttons the page shows; each act asks again."""
    return {
        "edit": not rules.why_not_edit(row),
        "ask": not rules.why_not_ask(row),
        "check": not rules.why_not_check(row, request.user, CheckKind.PEER, judged=judged),
        "second": not rules.why_not_check(row, request.user, CheckKind.SECOND_READER, judged=judged),
        "object": row.status == PostStatus.READY
        and not rules.why_not_object(row, request.user, CheckKind.PEER, judged=judged),
        "hand_over": not rules.why_not_hand_over(row, judged),
        "drop": not rules.why_not_drop(row),
        "repost": row.status == PostStatus.POSTED and not rules.why_not_repost(row),
        "own": row.status == PostStatus.CHECKING and request.user.pk in judged.facts.writers,
    }


@asking
@planning_for_team
def new_post(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A new post, with the day and the page that the planner was looking at, or a link to be shared."""
    link = request.GET.get("link", "")[:500]
    kind = PostKind.SHARE if link else PostKind.ORIGINAL
    current = Position.objects.current(on=localdate(clock.now()))
    position = current.filter(pk=row_key(request.GET.get("position", ""))).first()
    facts = {"kind": kind, "shared_link": link, "position": position, "official": bool(position)}
    return _edit(request, Post(author=request.user, **facts))


@asking
@planning_for_team
def edit_post(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The same form for a post that is there already."""
    row = post_of(pk)
    reasons = rules.why_not_edit(row)
    if reasons and request.method == "POST":
        return _offer_as_new(request, row, reasons)
    if reasons:
        messages.error(request, " ".join(reasons))
        return redirect("socialmedia:post", pk)
    return _edit(request, row)


def _offer_as_new(request: AuthenticatedHttpRequest, row: Post, reasons: Sequence[str]) -> HttpResponse:
    """What was typed of a post that was published or cancelled meanwhile, to be saved as a new one."""
    typed = request.POST.copy()
    typed.pop(SEEN, None)
    form = _form(request, Post(author=request.user), data=typed)
    form.is_valid()
    for reason in reasons:
        form.add_error(None, reason)
    context = {"form": form, "post": row, "saved_title": row.title, "found": _so_far(form), "as_new": True}
    return render(request, "socialmedia/posts/edit_post.html", context)


def _edit(request: AuthenticatedHttpRequest, row: Post) -> HttpResponse:
    """Keep what was typed and go where the button says, or show it with what the guidelines say of it."""
    title = row.title
    form, existing = _form(request, row), row.pk
    form.instance.author = row.author
    if form.is_bound and form.is_valid() and "look" not in request.POST:
        with refusals_as_errors(form):
            seen = form.instance.state if existing else None
            was_ready = existing and row.status == PostStatus.READY
            save = partial(workflow.save, form.instance, form.planned, user=request.user, by=actor(request))
            own = Post.objects.filter(author=request.user)
            kept = save(seen=seen) if existing else once(request, save, again=partial(own.latest, "pk"))
            draft_again = was_ready and kept.status == PostStatus.DRAFT
            messages.success(request, f"Post saved. {rules.DRAFT_AGAIN}" if draft_again else "Post saved.")
            return redirect("socialmedia:post", kept.pk)
    saved = {"post": row, "saved_title": title} if existing else {}
    context = {"form": form, **saved, "found": _so_far(form)}
    return render(request, "socialmedia/posts/edit_post.html", context)


def _form(request: AuthenticatedHttpRequest, row: Post, *, data: QueryDict | None = None) -> PostForm:
    preview = reverse("socialmedia:new_post_preview")
    if row.pk:
        preview = reverse("socialmedia:post_preview", args=[row.pk])
    return PostForm(
        data or post_data(request),
        instance=row,
        channels=_channels(row),
        now=clock.now(),
        preview_url=preview,
        planned_for=_planned_for(request),
    )


def _channels(row: Post) -> list[Channel]:
    """The channels a post can go to, and those it was planned for before they closed."""
    standing = Channel.objects.standing()
    if row.pk:
        standing |= Channel.objects.filter(variants__in=row.variants.standing())
    return list(standing.distinct().select_related("platform"))


def _planned_for(request: HttpRequest) -> dict[str, Any]:
    """What a link of the planner asks for: ?day=2027-02-05&channel=3."""
    return {"day": iso_day(request.GET.get("day", "")), "channels": [request.GET.get("channel", "")]}


def _so_far(form: PostForm) -> Any:
    """The verdicts on what is typed; an empty new form has none yet."""
    if not form.is_bound and not form.instance.pk:
        return None
    places = form.planned if form.is_bound else None
    return found(selectors.judge(form.instance, now=clock.now(), places=places), form.instance)


@require_POST
@planning_for_team
def new_post_preview(request: AuthenticatedHttpRequest) -> HttpResponse:
    return _preview(request, Post(author=request.user))


@require_POST
@planning_for_team
def post_preview(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    return _preview(request, post_of(pk))


def _preview(request: AuthenticatedHttpRequest, row: Post) -> HttpResponse:
    """What the guidelines say of what is being typed: a piece of a page. It keeps nothing."""
    rate_limits.spend("preview", f"user:{request.user.pk}")
    rate_limits.spend("preview from", rate_limits.client_address(request))
    form = _form(request, row)
    form.is_valid()
    return render(request, "socialmedia/posts/_verdicts.html", {"found": _so_far(form)})
