"""Search: over titles, texts and submitters of what anybody may read, what matched marked."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from lla.text import TYPED_FOR_A_LETTER
from lla.words import one_line

from .. import papers, showing, wording
from ..choices import Status
from ..models import Motion
from ..querysets import END, FOUND

LONGEST = 200  # characters
A_PAGE = 20
_LINE_START = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)]|#{1,6})[ \t]+", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_SIGNS = re.compile(r"[*_\\]+")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """An empty page of the form, an answer in words, or a page of motions."""
    asked = one_line(request.GET.get("q", "")[: TYPED_FOR_A_LETTER * LONGEST])
    context: dict[str, Any] = {"asked": asked[:LONGEST], "too_long": len(asked) > LONGEST}
    if asked and not context["too_long"]:
        found = Motion.objects.public().for_papers().search(asked)
        page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
        context |= {
            "page": page,
            "results": [_result(motion, asked) for motion in page],
            "count": page.paginator.count,
        }
    return render(request, "motions/search.html", context)


def _result(motion: Any, asked: str) -> dict[str, Any]:
    shown = showing.of(motion)
    return {
        "motion": motion,
        "tone": wording.TONES[Status(motion.status)],
        "label": motion.label,
        "title": shown.title if shown.title == showing.HIDDEN else _marked(_title(motion)),
        "by": _marked(_mark(papers.by_line(motion), asked)),
        "names": [
            _marked(_mark(name, asked))
            for name in papers.names(motion)
            if asked.casefold() in name.casefold()
        ],
        "words": shown.instead or _marked(_readable(motion.found)),
    }


def _title(motion: Any) -> str:
    """The title marked, unless marking left out something that looks like a tag."""
    title, marked = motion.text.title, motion.found_title
    return str(marked if marked.replace(FOUND, "").replace(END, "") == title else title)


def _mark(words: str, asked: str) -> str:
    """Where the very words asked for stand in a name."""
    return re.sub(re.escape(asked), lambda found: f"{FOUND}{found[0]}{END}", words, flags=re.IGNORECASE)


def _marked(words: str) -> SafeString:
    """Escaped, and only then what matched put between marks."""
    safe = escape(words).replace(FOUND, "<mark>").replace(END, "</mark>")
    return mark_safe(safe)  # noqa: S308  every word went through escape()


def _readable(source: str) -> str:
    """A piece of a text without the signs that make its lists and its emphasis."""
    return " ".join(_SIGNS.sub("", _LINK.sub(r"\1", _LINE_START.sub("", source))).split(" ")).strip()
