"""The library: all of it, one picture or film, adding, describing and removing it, and its files."""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits

from ..team.decorators import actor, asking, planning_for_readers, planning_for_team, standing_of
from . import rules, workflow
from .forms import SAID, DescribeForm, RemoveForm, UploadForm
from .models import MediaFile

A_PAGE, POSTS_SHOWN = 24, 20
TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".mp4": "video/mp4", ".mov": "video/quicktime"}


@require_safe
@planning_for_readers
def media(request: AuthenticatedHttpRequest) -> HttpResponse:
    """All pictures and films that are there, or those that are asked for."""
    asked = request.GET.get("q", "").strip()[:100].replace("\x00", "")
    rows = MediaFile.objects.kept().annotate(used=Count("posts")).order_by("-pk")
    if asked:
        rows = rows.asked_for(asked)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "asked": asked, "standing": standing_of(request)}
    return render(request, "socialmedia/media/media.html", context)


@require_safe
@planning_for_readers
def media_item(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One of them, with the posts that have it."""
    row = get_object_or_404(MediaFile.objects.select_related("uploaded_by"), pk=pk)
    context = {
        "medium": row,
        "posts": row.posts.select_related("author")[:POSTS_SHOWN],
        "published": _published(row) if row.removed_at else [],
        "standing": standing_of(request),
    }
    return render(request, "socialmedia/media/media_item.html", context)


@asking
@planning_for_team
def new_media(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A file, read and cleaned before anything else is asked."""
    if request.method == "POST":
        rate_limits.spend("upload", f"user:{request.user.pk}")
    form = UploadForm(post_data(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            row = workflow.add(form.cleaned_data["file"], user=request.user, by=actor(request))
            if row.described_at:
                messages.success(request, "This file is in the library already.")
                return redirect("socialmedia:media_item", row.pk)
            return redirect("socialmedia:describe_media", row.pk)
    return render(request, "socialmedia/media/new_media.html", {"form": form})


@asking
@planning_for_team
def describe_media(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """What it shows and whose it is, asked beside the picture itself."""
    row = get_object_or_404(MediaFile, pk=pk)
    form = DescribeForm(post_data(request), instance=row)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            said = {name: form.cleaned_data[name] for name in SAID}
            workflow.describe(row, said, seen=form.instance.state, by=actor(request))
            messages.success(request, "Saved. Posts can use it now.")
            return redirect("socialmedia:media_item", pk)
    refused = [] if form.is_bound else rules.why_not_describe(row)
    context = {"form": form, "medium": row, "refused": refused}
    return render(request, "socialmedia/media/describe_media.html", context)


@asking
@planning_for_team
def remove_media(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Its files are removed for good, once more asked."""
    row = get_object_or_404(MediaFile, pk=pk)
    form = RemoveForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.remove(row, why=form.cleaned_data["why"], by=actor(request))
            messages.success(request, "Removed from the library.")
            return redirect("socialmedia:media")
    refused = [] if form.is_bound else rules.why_not_remove(row, why="?")
    context = {"form": form, "medium": row, "refused": refused, "published": _published(row)}
    return render(request, "socialmedia/media/remove_media.html", context)


def _published(row: MediaFile) -> list[Any]:
    """Where it is on the platforms, which do not follow what is removed here: variants with an address."""
    posts = row.posts.prefetch_related("variants__channel")
    return [variant for post in posts for variant in post.variants.all() if variant.link]


@require_safe
@planning_for_readers
def media_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The file itself, to be saved; never shown as a page of this site."""
    row = _kept(pk)
    name = f"{slugify(row.title) or row.kind}{row.suffix}"
    return _sent(row, str(row.file.name), name=name)


@require_safe
@planning_for_readers
def media_thumbnail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    row = _kept(pk)
    return _sent(row, str(row.thumbnail.name), name="")


def _kept(pk: int) -> MediaFile:
    return get_object_or_404(MediaFile.objects.kept(), pk=pk)


def _sent(row: MediaFile, place: str, *, name: str) -> HttpResponse:
    """A file of the library under a type that we gave it; without a name it is shown where a page asks."""
    if not place:
        raise Http404
    try:
        with row.file.storage.open(place) as file:
            response = HttpResponse(file.read(), content_type=TYPES[PurePath(place).suffix])
    except OSError as gone:
        raise Http404 from gone
    if name:
        response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    return response
