"""Files that anybody may read, beside the page that says the same: made once, then sent as they are kept."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from lla.papers import store
from lla.papers.blocks import Archive
from lla.papers.models import Paper
from lla.papers.responses import TYPES, ask_for, draw_at_once, waiting

from ...motion.models import Revision
from .. import tasks
from . import content_versions
from .former_addresses import follow_former_address
from .page_cache import LRUCache

_rows = LRUCache(2048)


@dataclass(frozen=True, slots=True)
class FileReference:
    """What it takes to find a file without asking for its words again."""

    kind: str
    pk: int
    suffix: str
    key: str
    filename: str
    title: str


@require_safe
def motion_file(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    return _answer(request, "motion", *content_versions.of_motion(pk), f".{suffix}")


@require_safe
def revision_file(request: HttpRequest, pk: int, number: int, suffix: str) -> HttpResponseBase:
    _, version = content_versions.of_motion(pk)
    revision = get_object_or_404(Revision.objects.public().only("pk"), motion=pk, number=number)
    return _answer(request, "revision", revision.pk, version, f".{suffix}")


@require_safe
@follow_former_address
def item_file(request: HttpRequest, conference: str, item: str, suffix: str) -> HttpResponseBase:
    return _answer(request, "item", *content_versions.of_item(conference, item), f".{suffix}")


@require_safe
@follow_former_address
def conference_file(request: HttpRequest, conference: str, suffix: str) -> HttpResponseBase:
    return _answer(request, "conference", *content_versions.of_conference(conference), f".{suffix}")


def _answer(request: HttpRequest, kind: str, pk: int, version: str, suffix: str) -> HttpResponseBase:
    """The file, or the page that waits for it; `?wait` asks for that page even when the file is ready."""
    known = _file_reference(kind, pk, version, suffix)
    find, draw = partial(_find, known.key), partial(_draw, kind, pk, version, suffix)
    for look in (find, draw):
        row = look()
        if row and "wait" in request.GET:
            return waiting(request, row, title=known.title)
        if row:
            with suppress(store.Damaged):
                return _send(request, row, known)
            _rows.remove(known.key)
    asked = ask_for(known.key, suffix, nudge=partial(tasks.draw.enqueue, kind, pk, suffix))
    made, of = store.progress(_document(kind, pk, version, suffix), suffix)
    return waiting(request, asked, title=known.title, made=made, of=of, page=_page_beside(request.path, kind))


def _draw(kind: str, pk: int, version: str, suffix: str) -> Paper | None:
    return draw_at_once(_document(kind, pk, version, suffix), suffix)


def _find(key: str) -> Paper | None:
    """The row of a file that is made, looked up once: whether it is whole shows when it is opened."""
    row: Paper | None = _rows.get(key)
    if row is None:
        row = store.find(key)
        if row:
            _rows.put(key, row)
    return row


def _send(request: HttpRequest, row: Paper, known: FileReference) -> HttpResponseBase:
    etag = f'"{row.key}"'
    made_at = int(row.made_at.timestamp()) if row.made_at else None
    if unchanged := get_conditional_response(request, etag=etag, last_modified=made_at):
        return unchanged
    response = FileResponse(
        store.open_file(row),
        as_attachment=known.suffix != ".pdf",
        filename=known.filename,
        content_type=TYPES[known.suffix],
    )
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(made_at)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _page_beside(path: str, kind: str) -> str:
    """The address of the page that says what a file says."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/" if kind == "conference" else f"{folder}/{name.partition('.')[0]}/"


@lru_cache(maxsize=2048)
def _file_reference(kind: str, pk: int, version: str, suffix: str) -> FileReference:
    thing = _document(kind, pk, version, suffix)
    return FileReference(
        kind=kind,
        pk=pk,
        suffix=suffix,
        key=store.key(thing, suffix),
        filename=store.filename(thing, suffix),
        title=(thing.papers[0] if isinstance(thing, Archive) else thing).title,
    )


@lru_cache(maxsize=4)
def _document(kind: str, pk: int, version: str, suffix: str) -> store.Thing:
    return tasks.document(kind, pk, suffix=suffix)
