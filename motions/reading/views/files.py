"""Files that anybody may read, beside the page that says the same."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from lla.papers.responses import document_file

from ..documents import (
    AmendableDocument,
    AmendedDocument,
    AmendmentsDocument,
    ConferenceDocument,
    ItemDocument,
    MotionDocument,
    RevisionDocument,
)
from .former_addresses import follow_former_address


@require_safe
def motion_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    return document_file(request, MotionDocument.find(pk), f".{suffix}")


@require_safe
def amendable_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    return document_file(request, AmendableDocument.find(pk), f".{suffix}")


@require_safe
def amended_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    return document_file(request, AmendedDocument.find(pk), f".{suffix}")


@require_safe
def amendments_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    return document_file(request, AmendmentsDocument.find(pk), f".{suffix}")


@require_safe
def revision_file(request: HttpRequest, pk: int, number: int, suffix: str) -> HttpResponseBase:
    return document_file(request, RevisionDocument.find(pk, number), f".{suffix}")


@require_safe
@follow_former_address
def item_file(request: HttpRequest, conference: str, item: str, suffix: str) -> HttpResponseBase:
    return document_file(request, ItemDocument.find(conference, item), f".{suffix}")


@require_safe
@follow_former_address
def conference_file(request: HttpRequest, conference: str, suffix: str) -> HttpResponseBase:
    return document_file(request, ConferenceDocument.find(conference), f".{suffix}")
