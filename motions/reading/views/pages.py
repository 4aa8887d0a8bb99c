"""Pages that anybody may read: conference, agenda item, motion, each of its texts, what changed in them."""

import itertools
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from lla.papers import html
from lla.papers.blocks import Block
from lla.text import differences

from ...agenda.models import Conference
from ...composites.papers import ALONE
from ...composites.selectors import with_sources
from ...motion import papers as motion_papers
from ...motion import visibility
from ...motion.models import Motion, Revision
from .. import content_versions
from . import contexts, page_cache
from .former_addresses import follow_former_address

FOLDED = 2  # unchanged clauses in a row


@require_safe
def conferences(request: HttpRequest) -> HttpResponse:
    """Every conference there is or was, the newest first."""
    return render(request, "motions/reading/conferences.html", {"conferences": Conference.objects.opened()})


@require_safe
@follow_former_address
def conference(request: HttpRequest, conference: str) -> HttpResponse:
    pk, version = content_versions.of_conference(conference)

    def draw() -> dict[str, Any]:
        page = page_cache.cached_conference(pk, version)
        return {**page, **contexts.today(page["conference"])}

    return page_cache.cached_page(request, "motions/reading/conference.html", pk, version, draw=draw)


@require_safe
@follow_former_address
def item(request: HttpRequest, conference: str, item: str) -> HttpResponse:
    pk, version = content_versions.of_item(conference, item)

    def draw() -> dict[str, Any]:
        page = page_cache.cached_item(pk, version)
        return {**page, **contexts.today(page["conference"])}

    return page_cache.cached_page(request, "motions/reading/item.html", pk, version, draw=draw)


@require_safe
def motion(request: HttpRequest, pk: int) -> HttpResponse:
    pk, version = content_versions.of_motion(pk)

    def draw() -> dict[str, Any]:
        page = page_cache.cached_motion(pk, version)
        return {**page, **contexts.today(page["conference"], page["motion"])}

    return page_cache.cached_page(request, "motions/reading/motion.html", pk, version, draw=draw)


@require_safe
def amendments(request: HttpRequest, pk: int) -> HttpResponse:
    """The marshalled list: all public amendments to a motion, in the order of voting."""
    pk, version = content_versions.of_motion(pk)

    def draw() -> dict[str, Any]:
        return page_cache.cached_amendments(pk, version, request.GET.get("page", ""))

    return page_cache.cached_results(request, "motions/reading/amendments.html", f"{pk} {version}", draw=draw)


@require_safe
def revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One text of a motion as it was; one that was replaced before the motion was public is not there."""
    motion, revisions = _texts(pk)
    revision = get_object_or_404(revisions, number=number)
    revision.motion = motion
    paper = motion_papers.of_revision(revision, ALONE)
    context = {
        "motion": motion,
        "revision": revision,
        "item": motion.item,
        "conference": motion.conference,
        "sheet": contexts.paper_context(paper, motion=motion, level=1, url=revision.get_absolute_url()),
        "description": contexts.description(motion, revision),
        "shown": not visibility.visible_text(motion, revision).instead,
        "earlier": revisions.filter(number=number - 1).first(),
        "here": f"Revision {number}",
        "stands": revision.pk == motion.current_id,
    }
    return render(request, "motions/reading/revision.html", context)


@require_safe
def changes(request: HttpRequest, pk: int, old: int, new: int) -> HttpResponse:
    """What the second text says where the first said otherwise; the form on the page asks for two others."""
    motion, revisions = _texts(pk)
    wanted = (request.GET.get("from", ""), request.GET.get("to", ""))
    if all(number.isdecimal() and len(number) < 6 for number in wanted):
        return redirect("motions:changes", motion.reference, *map(int, wanted))
    before, after = (get_object_or_404(revisions, number=number) for number in (old, new))
    hidden = [
        shown.instead for text in (before, after) if (shown := visibility.visible_text(motion, text)).instead
    ]
    context = {"before": before, "after": after, "hidden": hidden[0] if hidden else ""}
    if not hidden:
        context |= _difference(before, after)
    return render(request, "motions/reading/changes.html", {**_around(motion, revisions), **context})


def _around(motion: Motion, revisions: Any) -> dict[str, Any]:
    """The motion, and which of its texts can be compared."""
    every = revisions.order_by("number").defer("body", "appendix", "search")
    return {
        "motion": motion,
        "titled": motion_papers.titled(motion),
        "item": motion.item,
        "conference": motion.conference,
        "choices": [text for text in every if not visibility.visible_text(motion, text).instead],
    }


def _texts(pk: int) -> tuple[Motion, Any]:
    motion = get_object_or_404(Motion.objects.any_nature().public().for_papers(), pk=pk)
    with_sources([motion])
    return motion, motion.revisions.public()


def _difference(before: Revision, after: Revision) -> dict[str, Any]:
    body = differences.compare(before.body, after.body)
    appendix = differences.compare(before.appendix, after.appendix, prefix=motion_papers.APPENDIX, level=2)
    text = _runs(body.blocks, first=1)
    in_text = sum(bool(run["change"]) for run in text)
    beside = _runs(appendix.blocks, first=in_text + 1)
    return {
        "title_changed": before.title != after.title,
        "body": text,
        "body_summary": body.summary,
        "appendix": beside,
        "appendix_summary": appendix.summary,
        "changes": in_text + sum(bool(run["change"]) for run in beside),
    }


def _runs(blocks: tuple[Block, ...], *, first: int) -> list[dict[str, Any]]:
    """The runs of a difference: changes are numbered from `first`, unchanged clauses counted to be folded."""
    numbers = itertools.count(first)
    return [
        {
            "drawn": html.draw(run.blocks, base_level=3),
            "change": next(numbers) if run.changed else 0,
            "unchanged": run.clauses if run.clauses >= FOLDED else 0,
        }
        for run in differences.runs(blocks)
    ]
