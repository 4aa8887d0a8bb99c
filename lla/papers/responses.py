"""Answering with a file, or with the page that waits for one which the worker draws."""

from contextlib import suppress
from datetime import timedelta
from functools import lru_cache, partial
from pathlib import PurePath
from typing import cast

from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from lla.jobs.processes import NotFinished, OutOfMemory, OutOfTime
from lla.papers import cost, pdf, store, tasks
from lla.papers.blocks import Paper
from lla.papers.documents import Document, PublicDocument, ReaderDocument, StoredFile
from lla.papers.formats import FORMATS
from lla.papers.models import Paper as Row
from lla.papers.serialisation import to_plain
from lla.time import clock

# How many seconds a file may be expected to take and be drawn while its reader waits: a long motion, or about
# four of the usual length as PDF.
AT_ONCE = 1.0
LOOK_AGAIN = 2  # seconds
# A worker that was killed leaves its task undone: whoever still waits after this asks for it again.
ASK_AGAIN_AFTER = timedelta(minutes=2)
# What went beyond the limits of one document will do so again; a machine with less to do may just manage.
TOO_LARGE = frozenset({OutOfTime.__name__, OutOfMemory.__name__})
TRY_AGAIN_AFTER = timedelta(days=1)


def file_response(content: bytes, name: str, *, save: bool = True) -> HttpResponse:
    """A file that was made for this reader alone, of the format that its name ends in."""
    response = HttpResponse(content, content_type=FORMATS[PurePath(name).suffix].content_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(save, name))
    return response


def paper_file(request: HttpRequest, paper: Paper, suffix: str) -> HttpResponse:
    """A paper as a file, for whom the caller has let in; or the page that waits for it."""
    return cast(HttpResponse, document_file(request, ReaderDocument(paper), suffix))  # it is never streamed


def document_file(request: HttpRequest, document: Document, suffix: str) -> HttpResponseBase:
    """A document as a file, or the page that waits for it; `?wait` asks for that page in any case."""
    file = document.file(suffix)
    for look in (partial(_find, file.key), partial(_draw_at_once, document, file, suffix)):
        row = look()
        if row and "wait" in request.GET:
            return _waiting(request, row, title=file.title)
        if row:
            with suppress(store.Damaged):
                return _send(request, document, row, file)
            _look_up.cache_clear()
    row = _ask_for(document, file.key, suffix)
    made, of = store.progress(document.content(suffix), suffix)
    return _waiting(request, row, title=file.title, made=made, of=of, page=document.page(request.path))


def _find(key: str) -> Row | None:
    """The row of a file that is made; whether it is whole shows when it is opened."""
    with suppress(Row.DoesNotExist):
        return _look_up(key)
    return None


@lru_cache(maxsize=2048)
def _look_up(key: str) -> Row:
    """The row of a file that is made; one that is not there is looked up again the next time."""
    row = store.find(key)
    if row is None:
        raise Row.DoesNotExist
    return row


def _draw_at_once(document: Document, file: StoredFile, suffix: str) -> Row | None:
    """A file that is not there, drawn now if that takes no longer than a request may.

    What somebody waits for already, or could not be made a while ago, has been left to the worker.
    """
    thing = document.content(suffix)
    left = Row.objects.filter(~Q(error="") | Q(made_at=None), key=file.key)
    if cost.seconds(thing, suffix) > AT_ONCE or left.exists():
        return None
    try:
        return store.add(thing, suffix, pdf.at_once())
    except NotFinished:  # it takes longer than it looks: the worker has more time
        return None
    except store.NotKept as error:
        store.note_failure(file.key, suffix, error)
        return None


def _ask_for(document: Document, key: str, suffix: str) -> Row:
    """Note that the file of this key, which is not there, is wanted, and nudge the worker once for all."""
    row, new = Row.objects.get_or_create(key=key, defaults={"suffix": suffix})
    patience = TRY_AGAIN_AFTER if row.error in TOO_LARGE else ASK_AGAIN_AFTER
    forgotten = Row.objects.filter(pk=row.pk, wanted_at__lt=clock.now() - patience)
    if new or forgotten.update(wanted_at=clock.now(), error=""):
        row.error = ""
        if isinstance(document, PublicDocument):
            tasks.draw_document.enqueue(document.kind, document.pk, suffix)
        else:
            tasks.draw.enqueue(to_plain(document.paper), suffix)
    row.made_at = None
    return row


def _waiting(
    request: HttpRequest, row: Row, *, title: str, made: int = 0, of: int = 1, page: str = ""
) -> HttpResponse:
    """How far a file is, which has its words on `page`; this looks again by itself and ends with the link."""
    context = {"title": title, "file": request.path, "kind": FORMATS[row.suffix].name, "row": row}
    if row.made_at:
        return render(request, "lla/papers/waiting.html", context)
    context |= {"made": made, "of": of, "page": page, "too_large": row.error in TOO_LARGE}
    response = render(request, "lla/papers/waiting.html", context, status=503 if row.error else 202)
    response.headers["Cache-Control"] = "no-store"
    if not row.error:
        response.headers["Refresh"] = f"{LOOK_AGAIN}; url={request.path}?wait"
    return response


def _send(request: HttpRequest, document: Document, row: Row, file: StoredFile) -> HttpResponseBase:
    """The file; what anybody may read is kept by browsers, which ask whether it has changed."""
    format = FORMATS[row.suffix]
    if not isinstance(document, PublicDocument):
        with store.open_file(row) as opened:
            return file_response(opened.read(), file.name, save=not format.shown)
    etag = f'"{row.key}"'
    made_at = int(row.made_at.timestamp()) if row.made_at else None
    if unchanged := get_conditional_response(request, etag=etag, last_modified=made_at):
        return unchanged
    response = FileResponse(
        store.open_file(row),
        as_attachment=not format.shown,
        filename=file.name,
        content_type=format.content_type,
    )
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(made_at)
    response.headers["Cache-Control"] = "no-cache"
    return response
