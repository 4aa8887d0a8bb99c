"""Sharing a link: pasted, or handed over by a telephone's own share menu, and planned by one button."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.addresses import web
from lla.forms.base import post_data, refusals_as_errors
from lla.pages.converters import row_key
from lla.time import clock
from lla.time.wording import moment_in_words

from ..channels.models import Channel
from ..guidelines.parameters import Parameters
from ..guidelines.selectors import parameters_in_force
from ..guidelines.verdicts import TONES
from ..posts.choices import PostStatus
from ..posts.models import Post
from ..sources.models import Source
from ..team.decorators import actor, asking, planning_for_team
from . import selectors, workflow
from .forms import LinkForm, ShareForm
from .selectors import Known

NEXT = {
    PostStatus.READY: "It is ready to publish.",
    PostStatus.CHECKING: "Somebody else is asked to check it first.",
}


@asking
@planning_for_team
def share(request: AuthenticatedHttpRequest) -> HttpResponse:
    """First the link alone; then what is known of it, one tick and one button."""
    asked = LinkForm({"url": _link(request)} if request.method == "POST" or request.GET else None)
    if not asked.is_valid():
        return render(request, "socialmedia/sharing/share.html", {"form": asked})
    figures = parameters_in_force()
    known = _known(request, asked.cleaned_data["url"], figures)
    form = _form(request, known, figures)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            post = _share(request, form)
            messages.success(request, _said(post))
            return redirect("socialmedia:post", post.pk)
        form = _refused_again(request, form, figures)
    context = {
        "form": form,
        "known": form.known,
        "tone": TONES[form.known.verdict.level] if form.known.verdict else "",
        "figures": figures,
    }
    return render(request, "socialmedia/sharing/share.html", context)


def _link(request: AuthenticatedHttpRequest) -> str:
    """What was pasted or shared; telephones put the address where they like, often into the text."""
    if request.method == "POST":
        return request.POST.get("link", "")
    given = [request.GET.get(name, "") for name in ("url", "text", "title")]
    return next(filter(None, map(web.first_in, given)), given[0])


def _known(request: AuthenticatedHttpRequest, link: str, figures: Parameters) -> Known:
    title = request.GET.get("title", "") or request.GET.get("text", "")
    source = Source.objects.filter(pk=row_key(request.POST.get("source", ""))).first()
    return selectors.known_of(link, title=title, source=source, figures=figures, now=clock.now())


def _form(request: AuthenticatedHttpRequest, known: Known, figures: Parameters) -> ShareForm:
    channels = list(Channel.objects.open().select_related("platform"))
    usual = selectors.usual_channel(request.user.pk, channels, now=clock.now())
    return ShareForm(
        post_data(request),
        known=known,
        channels=channels,
        free_times=selectors.free_times(channels, figures, now=clock.now()),
        figures=figures,
        user=request.user,
        now=clock.now(),
        initial={"title": known.title, "words": known.title, "channel": str(usual.pk) if usual else ""},
    )


def _share(request: AuthenticatedHttpRequest, form: ShareForm) -> Post:
    typed, user, by = form.cleaned_data, request.user, actor(request)
    source = form.whose
    if form.review:
        source = workflow.review(source, form.review, seen=form.seen, user=user, by=by)
    reader = user if typed["read"] else None
    post = Post(title=typed["title"], shared_link=form.known.link, source=source, read_by=reader)
    share = partial(
        workflow.share,
        post,
        channel=form.channels[typed["channel"]],
        words=typed["words"],
        planned_at=typed["planned_at"],
        ask=typed.get("ask", False),
        user=user,
        by=by,
    )
    own = Post.objects.filter(author=user)
    return once(request, share, again=partial(own.latest, "pk"))


def _refused_again(request: AuthenticatedHttpRequest, form: ShareForm, figures: Parameters) -> ShareForm:
    """The form with what was typed and what refuses it; a review that was kept is not asked for again."""
    again = _form(request, _known(request, form.known.link, figures), figures)
    for reason in form.non_field_errors() if again.is_valid() else ():
        again.add_error(None, reason)
    return again


def _said(post: Post) -> str:
    variant: Any = post.variants.select_related("channel").get()
    when = moment_in_words(variant.planned_at)
    return f"Planned for {variant.channel}: {when}. {NEXT[PostStatus(post.status)]}"
