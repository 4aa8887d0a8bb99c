"""Files that anybody may read, beside the page that says the same: made once, then sent as they are kept."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from lla.downloads import TYPES
from lla.models import Paper
from lla.papers import store
from lla.papers.blocks import Archive

from .. import tasks
from ..models import Revision
from . import stamps
from .kept import Shelf
from .stamps import stamp

KINDS = {".pdf": "PDF", ".docx": "Word file", ".zip": "zip file"}
# How much a file may say, in characters of its blocks written out, to be drawn while the reader waits: a long
# motion or about five of the usual length as PDF, which takes a second; Word is some twenty times as quick.
AT_ONCE = {".pdf": 60_000, ".docx": 1_200_000, ".zip": 30_000}
LOOK_AGAIN = 2  # seconds

_rows = Shelf(2048)


@dataclass(frozen=True, slots=True)
class Known:
    """What it takes to find a file without asking for its words again."""

    kind: str
    pk: int
    suffix: str
    key: str
    filename: str
    title: str
    large: bool


@require_safe
def motion_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    return _answer(request, "motion", *stamp(stamps.MOTION, pk), f".{suffix}")


@require_safe
def revision_file(request: HttpRequest, pk: int, number: int, suffix: str) -> HttpResponseBase:
    _, marked = stamp(stamps.MOTION, pk)
    revision = get_object_or_404(Revision.objects.public().only("pk"), motion=pk, number=number)
    return _answer(request, "revision", revision.pk, marked, f".{suffix}")


@require_safe
def item_file(request: HttpRequest, conference: str, item: str, suffix: str) -> HttpResponseBase:
    return _answer(request, "item", *stamp(stamps.ITEM, conference, item), f".{suffix}")


@require_safe
def conference_file(request: HttpRequest, conference: str, suffix: str) -> HttpResponseBase:
    return _answer(request, "conference", *stamp(stamps.CONFERENCE_NAMES, conference), f".{suffix}")


def _answer(request: HttpRequest, kind: str, pk: int, stamp: str, suffix: str) -> HttpResponseBase:
    """The file, or the page that waits for it; `?wait` asks for that page even when the file is ready."""
    known = _known(kind, pk, stamp, suffix)
    row = _find(known.key)
    if row is None and not known.large:
        row = store.add(_thing(kind, pk, stamp, suffix), suffix)
    if row and "wait" not in request.GET:
        return _send(request, row, known)
    return _waiting(request, known, stamp, ready=row is not None)


def _find(key: str) -> Paper | None:
    """The row of a file that is there; what it says never changes, so it is read once."""
    row: Paper | None = _rows.get(key)
    if row is None or not row.file.storage.exists(str(row.file.name)):
        row = store.find(key)
        if row:
            _rows.put(key, row)
    return row


def _send(request: HttpRequest, row: Paper, known: Known) -> HttpResponseBase:
    etag = f'"{row.key}"'
    made_at = int(row.made_at.timestamp()) if row.made_at else None
    if unchanged := get_conditional_response(request, etag=etag, last_modified=made_at):
        return unchanged
    response = FileResponse(
        row.file.storage.open(str(row.file.name)),
        as_attachment=known.suffix != ".pdf",
        filename=known.filename,
        content_type=TYPES[known.suffix],
    )
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(made_at)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _waiting(request: HttpRequest, known: Known, stamp: str, *, ready: bool) -> HttpResponse:
    """How far a large file is; the page looks again by itself and ends with the link."""
    context = {"title": known.title, "file": request.path, "kind": KINDS[known.suffix], "ready": ready}
    if ready:
        return render(request, "motions/making.html", context)
    asked = tasks.ask_for(known.kind, known.pk, suffix=known.suffix, key=known.key)
    made, of = store.progress(_thing(known.kind, known.pk, stamp, known.suffix), known.suffix)
    context |= {"made": made, "of": of, "failed": bool(asked.error)}
    response = render(request, "motions/making.html", context, status=503 if asked.error else 202)
    response.headers["Cache-Control"] = "no-store"
    if not asked.error:
        response.headers["Refresh"] = f"{LOOK_AGAIN}; url={request.path}?wait"
    return response


@lru_cache(maxsize=2048)
def _known(kind: str, pk: int, stamp: str, suffix: str) -> Known:
    thing = _thing(kind, pk, stamp, suffix)
    return Known(
        kind=kind,
        pk=pk,
        suffix=suffix,
        key=store.key(thing, suffix),
        filename=store.filename(thing, suffix),
        title=(thing.papers[0] if isinstance(thing, Archive) else thing).title,
        large=len(repr(thing)) > AT_ONCE[suffix],
    )


@lru_cache(maxsize=4)
def _thing(kind: str, pk: int, stamp: str, suffix: str) -> store.Thing:
    return tasks.thing(kind, pk, suffix=suffix)
