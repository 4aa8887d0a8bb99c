"""Help for whoever uses the site: the pages of docs/help/, one for each way of taking part."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = Path(settings.ROOT, "docs/help")
PICTURES = Path(settings.ROOT, "docs/pictures")
NAMES = ("member", "secretary", "committee", "organiser", "team")
PICTURES_LAST = 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class HelpPage:
    """One page: its heading, its first paragraph as plain words, and all below the heading as HTML."""

    name: str
    heading: str
    lede: str
    body: SafeString

    def get_absolute_url(self) -> str:
        return reverse("help_page", args=[self.name])


@cache
def read(name: str) -> HelpPage:
    """A page from its file, which begins with a heading and a paragraph."""
    parser = MarkdownIt("commonmark", {"html": False})
    tokens = parser.parse((FOLDER / f"{name}.md").read_text())
    heading, lede, *_ = (_plain(token) for token in tokens if token.type == "inline")
    for token in tokens:
        for picture in token.children or []:
            if picture.type == "image":
                shown = Path(str(picture.attrs["src"])).stem
                picture.attrs["src"] = reverse("help_picture", args=[shown])
    # The files are ours, and HTML in them is not taken as such.
    body = mark_safe(parser.renderer.render(tokens[3:], parser.options, {}))  # noqa: S308
    return HelpPage(name, heading, lede, body)


def _plain(token: Token) -> str:
    """The words of a line without their marks."""
    return "".join(" " if each.type == "softbreak" else each.content for each in token.children or [])


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """Which page of help is whose."""
    return render(request, "lla/site/help.html", {"pages": [read(name) for name in NAMES]})


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    if name not in NAMES:
        raise Http404
    others = [read(other) for other in NAMES if other != name]
    return render(request, "lla/site/help_page.html", {"page": read(name), "others": others})


@require_safe
@cache_control(public=True, max_age=PICTURES_LAST)
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture of a page of the demonstration."""
    found = {path.stem: path for path in PICTURES.glob("*.png")}
    if name not in found:
        raise Http404
    return FileResponse(found[name].open("rb"), content_type="image/png")
