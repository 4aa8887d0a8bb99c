"""Answering with a file: what kinds there are, and the page that waits for one which the worker draws."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from lla.jobs.processes import NotFinished, OutOfMemory, OutOfTime
from lla.papers import cost, pdf, store, tasks
from lla.papers.blocks import Paper
from lla.papers.models import Paper as Row
from lla.papers.serialisation import to_plain
from lla.time import clock

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".zip": "application/zip",
}
KINDS = {".pdf": "PDF", ".docx": "Word file", ".zip": "zip file"}
# How many seconds a file may be expected to take and be drawn while its reader waits: a long motion, or about
# four of the usual length as PDF.
AT_ONCE = 1.0
LOOK_AGAIN = 2  # seconds
# A worker that was killed leaves its task undone: whoever still waits after this asks for it again.
ASK_AGAIN_AFTER = timedelta(minutes=2)
# What went beyond the limits of one document will do so again; a machine with less to do may just manage.
TOO_LARGE = frozenset({OutOfTime.__name__, OutOfMemory.__name__})
TRY_AGAIN_AFTER = timedelta(days=1)


def paper_file(request: HttpRequest, paper: Paper, suffix: str) -> HttpResponse:
    """A paper as ".pdf", which opens in the browser, or as ".docx", which is saved; or the page that waits.

    `?wait` asks for that page even when the file is ready.
    """
    key = store.key(paper, suffix)
    for look in (partial(store.find, key), partial(draw_at_once, paper, suffix)):
        row = look()
        if row and "wait" in request.GET:
            return waiting(request, row, title=paper.title)
        if row:
            with suppress(store.Damaged):
                return _send(row, store.filename(paper, suffix), suffix)
    asked = ask_for(key, suffix, nudge=lambda: tasks.draw.enqueue(to_plain(paper), suffix))
    return waiting(request, asked, title=paper.title)


def draw_at_once(thing: store.Thing, suffix: str) -> Row | None:
    """A file that is not there, drawn now if that takes no longer than a request may.

    What somebody waits for already, or could not be made a while ago, has been left to the worker.
    """
    key = store.key(thing, suffix)
    left = Row.objects.filter(~Q(error="") | Q(made_at=None), key=key)
    if cost.seconds(thing, suffix) > AT_ONCE or left.exists():
        return None
    try:
        return store.add(thing, suffix, pdf.at_once())
    except NotFinished:  # it takes longer than it looks: the worker has more time
        return None
    except store.NotKept as error:
        store.note_failure(key, suffix, error)
        return None


def ask_for(key: str, suffix: str, *, nudge: Callable[[], object]) -> Row:
    """Note that the file of this key, which is not there, is wanted, and nudge the worker once for all."""
    row, new = Row.objects.get_or_create(key=key, defaults={"suffix": suffix})
    patience = TRY_AGAIN_AFTER if row.error in TOO_LARGE else ASK_AGAIN_AFTER
    forgotten = Row.objects.filter(pk=row.pk, wanted_at__lt=clock.now() - patience)
    if new or forgotten.update(wanted_at=clock.now(), error=""):
        row.error = ""
        nudge()
    row.made_at = None
    return row


def waiting(
    request: HttpRequest, row: Row, *, title: str, made: int = 0, of: int = 1, page: str = ""
) -> HttpResponse:
    """How far a file is, which has its words on `page`; this looks again by itself and ends with the link."""
    context = {"title": title, "file": request.path, "kind": KINDS[row.suffix], "row": row}
    if row.made_at:
        return render(request, "lla/papers/waiting.html", context)
    context |= {"made": made, "of": of, "page": page, "too_large": row.error in TOO_LARGE}
    response = render(request, "lla/papers/waiting.html", context, status=503 if row.error else 202)
    response.headers["Cache-Control"] = "no-store"
    if not row.error:
        response.headers["Refresh"] = f"{LOOK_AGAIN}; url={request.path}?wait"
    return response


def _send(row: Row, name: str, suffix: str) -> HttpResponse:
    with store.open_file(row) as file:
        response = HttpResponse(file.read(), content_type=TYPES[suffix])
    response.headers["Content-Disposition"] = str(content_disposition_header(suffix == ".docx", name))
    return response
