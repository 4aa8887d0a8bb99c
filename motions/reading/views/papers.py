"""Pages of the papers of a conference, each beside its files: the same words, drawn from the same blocks."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from lla.papers import html
from lla.papers.blocks import Paper
from lla.papers.documents import PublicDocument
from lla.papers.formats import PDF
from lla.papers.responses import document_file

from ...agenda.models import Conference
from .. import documents
from . import page_cache
from .former_addresses import follow_former_address


@require_safe
@follow_former_address
def submitters(request: HttpRequest, conference: str) -> HttpResponse:
    return _page(request, documents.SubmittersDocument.find(conference), conference)


@require_safe
@follow_former_address
def submitters_file(request: HttpRequest, conference: str, suffix: str) -> HttpResponseBase:
    return document_file(request, documents.SubmittersDocument.find(conference), f".{suffix}")


@require_safe
@follow_former_address
def report(request: HttpRequest, conference: str, number: int) -> HttpResponse:
    return _page(request, documents.ReportDocument.find(conference, number), conference)


@require_safe
@follow_former_address
def report_file(request: HttpRequest, conference: str, number: int, suffix: str) -> HttpResponseBase:
    return document_file(request, documents.ReportDocument.find(conference, number), f".{suffix}")


@require_safe
@follow_former_address
def order_paper(request: HttpRequest, conference: str) -> HttpResponse:
    return _page(request, documents.OrderPaperDocument.find(conference), conference)


@require_safe
@follow_former_address
def order_paper_file(request: HttpRequest, conference: str, suffix: str) -> HttpResponseBase:
    return document_file(request, documents.OrderPaperDocument.find(conference), f".{suffix}")


@require_safe
@follow_former_address
def delegates_list(request: HttpRequest, conference: str) -> HttpResponse:
    return _page(request, documents.DelegatesListDocument.find(conference), conference)


@require_safe
@follow_former_address
def delegates_list_file(request: HttpRequest, conference: str, suffix: str) -> HttpResponseBase:
    return document_file(request, documents.DelegatesListDocument.find(conference), f".{suffix}")


def _page(request: HttpRequest, document: PublicDocument, conference: str) -> HttpResponse:
    """A paper as a page of its own, with its files."""

    def draw() -> dict[str, Any]:
        paper = cast(Paper, document.content(PDF.suffix))
        return {
            "conference": Conference.objects.get(slug=conference),
            "title": paper.title,
            "drawn": html.draw(paper.blocks),
            "path": request.path,
            "stem": request.path.rstrip("/"),
        }

    version = f"{document.kind} {document.version}"
    return page_cache.cached_page(request, "motions/reading/paper.html", document.pk, version, draw=draw)
