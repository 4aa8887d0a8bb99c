"""A draft of a motion's text with those of its amendments that a reader chooses, as page, PDF and Word."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from lla.papers import html, word
from lla.papers.formats import WORD
from lla.papers.responses import file_response, paper_file
from lla.papers.store import filename

from ...amendments import papers as amendments_papers
from ...amendments import rules as amendments_rules
from ...amendments import selectors as amendments_selectors
from ...amendments.selectors import Marshalled
from ...composites.selectors import with_sources
from ...motion import papers as motion_papers
from ...motion import visibility
from ...motion.models import Motion

CHOSEN = "with"


@require_safe
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Which amendments a draft has; those that were ticked lead to its own address."""
    motion, rows = _find(pk)
    wanted = set(request.GET.getlist(CHOSEN))
    chosen = [row.motion.reference for row in rows if row.motion.reference in wanted]
    if chosen:
        return redirect("motions:merged", motion.reference, chosen)
    reasons = amendments_rules.why_not_merge([]) if "draw" in request.GET else []
    return render(request, "motions/reading/merged.html", _context(motion, rows, (), reasons))


@require_safe
def merged(request: HttpRequest, pk: int, chosen: list[int]) -> HttpResponse:
    """The draft, or which two amendments keep it from being one, above the amendments to choose from."""
    motion, rows = _find(pk)
    picked = _picked(rows, chosen)
    reasons = amendments_rules.why_not_merge(picked)
    context = _context(motion, rows, picked, reasons)
    if not reasons:
        paper = amendments_papers.merged(motion, picked)
        stem = request.path.removesuffix("/")
        context |= {"title": paper.title, "drawn": html.draw(paper.blocks), "stem": stem}
    return render(request, "motions/reading/merged.html", context)


@require_safe
def merged_file(request: HttpRequest, pk: int, chosen: list[int], suffix: str) -> HttpResponse:
    motion, rows = _find(pk)
    picked = _picked(rows, chosen)
    if amendments_rules.why_not_merge(picked):
        raise Http404
    if f".{suffix}" != WORD.suffix:
        return paper_file(request, amendments_papers.merged(motion, picked), f".{suffix}")
    draft = amendments_papers.merged_to_settle(motion, picked)
    return file_response(word.render(draft), filename(draft, WORD.suffix))


def _find(pk: int) -> tuple[Motion, list[Marshalled]]:
    """A public motion and the amendments that a draft may have; none where its own text is not shown."""
    motion = get_object_or_404(Motion.objects.on_the_agenda().public().for_papers(), pk=pk)
    with_sources([motion])
    if visibility.visible_text(motion).instead:
        return motion, []
    return motion, amendments_selectors.to_merge(motion)


def _picked(rows: Sequence[Marshalled], chosen: Sequence[int]) -> list[Marshalled]:
    """The chosen amendments in the order of voting, whatever the order in the address."""
    of_row = {each.pk: row for row in rows for each in (row.motion, *row.motion.printed_with)}
    if not of_row.keys() >= set(chosen):
        raise Http404
    wanted = {of_row[pk].motion.pk for pk in chosen}
    return [row for row in rows if row.motion.pk in wanted]


def _context(
    motion: Motion, rows: Sequence[Marshalled], picked: Sequence[Marshalled], reasons: Sequence[str]
) -> dict[str, Any]:
    keys = {row.motion.pk for row in picked}
    return {
        "motion": motion,
        "titled": motion_papers.titled(motion),
        "item": motion.item,
        "conference": motion.conference,
        "instead": visibility.visible_text(motion).instead,
        "name": CHOSEN,
        "choices": [
            {
                "amendment": row.motion,
                "named": row.named,
                "by": motion_papers.by_line(row.motion),
                "does": row.change.in_words,
                "written_for": amendments_selectors.written_for(row.motion),
                "picked": row.motion.pk in keys,
            }
            for row in rows
        ],
        "reasons": reasons,
    }
