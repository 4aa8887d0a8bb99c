"""Search: over titles, texts and submitters of what anybody may read, what matched marked."""

import re
from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lla.pages.filters import filter_tags
from lla.text.typed_limits import TYPED_FOR_A_LETTER
from lla.words import search as words_search
from lla.words.cleaning import one_line

from ..motion import papers as motion_papers
from ..motion import visibility, wording
from ..motion.choices import Status
from ..motion.models import Motion
from ..reading import content_versions
from ..reading.views import page_cache
from ..reading.views.page_cache import Context
from . import selectors

TEMPLATE = "motions/search/search.html"
LONGEST = 200  # characters
A_PAGE = 20
_LINE_START = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)]|#{1,6})[ \t]+", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_SIGNS = re.compile(r"[*_\\]+")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """An empty page of the form, an answer in words, or a page of motions."""
    asked = one_line(request.GET.get("q", "")[: TYPED_FOR_A_LETTER * LONGEST])
    context: Context = {"asked": asked[:LONGEST], "too_long": len(asked) > LONGEST}
    if not asked or context["too_long"]:
        return render(request, TEMPLATE, context)

    version = content_versions.of_search()

    def draw() -> Context:
        found = selectors.find(asked)
        counts = Counter(found.statuses.values())
        wanted = request.GET.get("status", "")
        shown = wanted if wanted in counts else ""
        pks = [pk for pk, status in found.statuses.items() if shown in ("", status)]
        page = Paginator(pks, A_PAGE).get_page(request.GET.get("page"))
        correction = "" if found.pks else selectors.correction(asked)
        figures: Context = {"count": len(found.pks), "more": found.more, "correction": correction}
        choices = [("", "All"), *((status.value, str(status.label)) for status in Status if counts[status])]
        tags = filter_tags(request, choices, key="status", shown=shown, counts={**counts, "": len(found.pks)})
        figures["filters"] = tags if len(counts) > 1 else []
        return context | figures | {"page": page, "results": _results(list(page.object_list), asked)}

    return page_cache.cached_results(request, TEMPLATE, version, draw=draw)


def _results(pks: list[int], asked: str) -> list[dict[str, Any]]:
    """The motions of one page as they are shown, what was asked for marked in what readers see of them."""
    motions = (
        Motion.objects.any_nature()
        .public()
        .for_results()
        .select_related("current__base")
        .defer("current__search", "current__appendix")
        .defer("current__base__search", "current__base__appendix", "current__base__body")
        .in_bulk(pks)
    )
    seen = {pk: visibility.visible_text(motion) for pk, motion in motions.items()}
    readable = {pk: _readable(motion.text.body) for pk, motion in motions.items() if not seen[pk].instead}
    titles = [shown.title for shown in seen.values()]
    words = words_search.matching(words_search.read(asked), [*titles, *readable.values()])
    return [
        {
            **_names(motions[pk], asked),
            "motion": motions[pk],
            "tone": wording.TONES[Status(motions[pk].status)],
            "title": _title(seen[pk].title, words),
            "words": seen[pk].instead or words_search.html(words_search.excerpt(readable[pk], words)),
        }
        for pk in pks
        if pk in motions
    ]


def _names(motion: Motion, asked: str) -> dict[str, Any]:
    """Who submitted a motion, and those who signed it as far as they were asked for."""
    found = [name for name in motion_papers.names(motion) if words_search.is_in_name(name, asked)]
    return {
        "by": _name(motion_papers.by_line(motion), asked),
        "names": [_name(name, asked) for name in found],
    }


def _title(title: str, words: set[str]) -> str:
    return title if title in visibility.NO_TITLES else words_search.html(words_search.marked(title, words))


def _name(name: str, asked: str) -> str:
    return words_search.html(words_search.marked_name(name, asked))


def _readable(source: str) -> str:
    """A text without the signs that make its lists and its emphasis."""
    return " ".join(_SIGNS.sub("", _LINK.sub(r"\1", _LINE_START.sub("", source))).split())
