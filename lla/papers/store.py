"""Where drawn papers are kept: found by the hash of everything that went into them, made once."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Q

from lla.jobs.processes import Limits
from lla.papers import pdf, pdf_booklets, word
from lla.papers.archive import filename as safe_filename
from lla.papers.archive import make_zip
from lla.papers.blocks import Archive, Booklet, Index, MarkedPaper, Notice, Paper, Run, papers_in, plain
from lla.papers.models import Paper as Row
from lla.time import clock

log = logging.getLogger(__name__)

Thing = Paper | Booklet | Archive | MarkedPaper
Part = Paper | Run


class Damaged(Exception):
    """A kept file is gone, cannot be read or is not what was written: whoever asks has it drawn anew."""


class NotKept(Exception):
    """The storage did not take a file that was drawn, or cannot be reached."""


TOO_LONG = "This text is too long for a file. You can read it on its page."
# Raise it when the engine draws the same words otherwise: every file is then made anew.
_ENGINE = 5
_PART = ".part"


def key(thing: Thing | Part, suffix: str) -> str:
    """The hash of what a file says and of all that decides how it looks."""
    source = f"{_engine()}\n{sorted(settings.ORGANISATION.items())}\n{suffix}\n{thing!r}"
    return sha256(source.encode()).hexdigest()


def filename(thing: Thing, suffix: str) -> str:
    """The name under which a reader saves the file."""
    return safe_filename(thing.filename_stem or thing.title, suffix)


def fetch(thing: Thing, suffix: str) -> Row | None:
    """The file, if it is made and still there."""
    return find(key(thing, suffix))


def find(name: str) -> Row | None:
    """The file of a key, for whoever keeps keys instead of asking for them again."""
    row = Row.objects.filter(key=name, made_at__isnull=False).first()
    return row if row and _is_there(row) else None


def progress(thing: Thing, suffix: str) -> tuple[int, int]:
    """How many of the parts that a file not yet made is bound from are there by now, and of how many."""
    match thing, suffix:
        case Booklet(), ".pdf":
            names = {key(part, _PART) for part in thing.bound}
        case Archive(), ".zip":
            names = {key(part, each) for part in thing.papers for each in (".pdf", ".docx")}
        case _:
            return 0, 1
    return Row.objects.filter(key__in=names, made_at__isnull=False).count(), len(names)


def make(thing: Thing, suffix: str, limits: Limits | None = None) -> Row:
    """The file, made now if it is not there; raises NotFinished if it takes more than the limits.

    Without limits for the whole, each part of it is drawn within those of a document.
    """
    return fetch(thing, suffix) or add(thing, suffix, limits)


def content(thing: Thing, suffix: str, limits: Limits | None = None) -> bytes:
    """What the file holds; it is made if it is not there, or not whole."""
    try:
        return _content(make(thing, suffix, limits))
    except Damaged:
        return _content(add(thing, suffix, limits))


def open_file(row: Row) -> File[bytes]:
    """The file of a row, once it was read through and is what was written; raises Damaged."""
    try:
        file: File[bytes] = row.file.storage.open(str(row.file.name))
        if _is_whole(file, row):
            file.seek(0)
            return file
        file.close()
    except Exception as error:  # each kind of storage has errors of its own
        _warn("a kept paper cannot be read", row, error)
    remove(row)
    raise Damaged


def remove(row: Row) -> bool:
    """Remove a file and its row, unless it was written anew since; answers whether it did.

    While the storage cannot remove the file its row stays, so that somebody can tell that it is there.
    """
    with transaction.atomic():
        locked = Row.objects.select_for_update().filter(pk=row.pk, made_at=row.made_at).first()
        if locked is None:
            return False
        try:
            locked.file.delete(save=False)
        except Exception as error:  # each kind of storage has errors of its own
            _warn("a kept paper cannot be removed", row, error)
            return False
        locked.delete()
    return True


def _warn(what: str, row: Row, error: Exception) -> None:
    log.warning(what, extra={"paper": row.key, "why": type(error).__name__})


def _is_whole(file: File[bytes], row: Row) -> bool:
    digest, size = sha256(), 0
    for chunk in file.chunks():
        digest.update(chunk)
        size += len(chunk)
    return (size, digest.hexdigest()) == (row.size, row.sha256)


def make_or_note(thing: Thing, suffix: str) -> None:
    """Make the file unless it is there, and write down what went wrong for whoever waits for it."""
    try:
        make(thing, suffix)
    except Exception as error:
        note_failure(key(thing, suffix), suffix, error)
        raise


def add(thing: Thing, suffix: str, limits: Limits | None = None) -> Row:
    """The file, made by one who looked and found none; two who make it at once get the same one."""
    return _keep(key(thing, suffix), suffix, _draw(thing, suffix, limits), holds=_references(thing))


def _draw(thing: Thing, suffix: str, limits: Limits | None) -> bytes:
    match thing, suffix:
        case ((Paper() | Booklet() | MarkedPaper()), ".docx"):
            return word.render(thing)
        case Paper(), ".pdf":
            return pdf.render(thing, limits)
        case Booklet(), ".pdf":
            return pdf_booklets.bind(thing, _ready(thing.bound, _PART, limits), limits)
        case Archive(), ".zip":
            return make_zip(_entries(thing, limits))
    raise ValueError(f"Nothing is drawn as {suffix} from {type(thing).__name__}.")


def _entries(archive: Archive, limits: Limits | None) -> Iterator[tuple[str, str, bytes]]:
    single = [thing for thing in archive.papers if isinstance(thing, Paper)]
    drawn = dict(zip(single, _ready(single, ".pdf", limits), strict=True))
    for thing in archive.papers:
        stem = thing.filename_stem or thing.title
        ready = drawn.get(thing) if isinstance(thing, Paper) else None
        yield stem, ".pdf", ready or content(thing, ".pdf", limits)
        yield stem, ".docx", content(thing, ".docx", limits)


def _ready(things: Sequence[Part], suffix: str, limits: Limits | None) -> list[bytes]:
    """The things as PDF, in order: those kept as they are, the others drawn now and kept.

    Papers that cannot be drawn in a run within its limits begin a page each. One that cannot be drawn by
    itself is bound as a page that says so: it does not keep the others from their readers, and is tried
    again with the next booklet.
    """
    prepare = pdf.part if suffix == _PART else pdf.whole
    names = [key(thing, suffix) for thing in things]
    contents = _kept_or_drawn(dict(zip(names, things, strict=True)), suffix, prepare, limits)
    ready: list[bytes] = []
    for name, thing in zip(names, things, strict=True):
        if content := contents.get(name):
            ready.append(content)
        elif isinstance(thing, Run):
            ready += _ready(thing.papers, suffix, limits)
        else:
            undrawn = replace(thing, blocks=(Notice(plain(TOO_LONG)),))
            ready.append(pdf.draw(undrawn, prepare, limits))
    return ready


def _kept_or_drawn(
    wanted: dict[str, Part], suffix: str, prepare: pdf.Prepare[Any], limits: Limits | None
) -> dict[str, bytes]:
    """By its key, what each of the things is as PDF, without those that cannot be drawn."""
    contents = {}
    for row in Row.objects.filter(key__in=wanted, made_at__isnull=False):
        with suppress(Damaged):
            contents[row.key] = _content(row)
    missing = {name: thing for name, thing in wanted.items() if name not in contents}
    drawn = pdf.draw_all(missing.values(), prepare, limits)
    for (name, thing), content in zip(missing.items(), drawn, strict=True):
        if isinstance(content, bytes):
            _keep(name, suffix, content, holds=_references(thing))
            contents[name] = content
        else:
            note_failure(name, suffix, content)
    return contents


def note_failure(name: str, suffix: str, error: Exception) -> None:
    """Write down that the file of this key could not be made, for whoever waits or looks after the site.

    It is tried again some time after this, however long ago it was first asked for.
    """
    Row.objects.bulk_create([Row(key=name, suffix=suffix)], ignore_conflicts=True)
    Row.objects.filter(key=name).update(error=type(error).__name__, wanted_at=clock.now())


def forget(reference: str) -> int:
    """Remove every file that holds the document of this reference; answers how many were removed.

    Whoever asks for one again has it drawn from what may be read by then. Of files whose contents were
    never noted nobody can say that they do not hold it.
    """
    holding = Row.objects.filter(Q(holds__contains=[reference]) | Q(holds=None), made_at__isnull=False)
    return sum(remove(row) for row in holding.iterator())


def _references(thing: Thing | Part) -> list[str]:
    """The references of all documents that a file holds or lists by their titles, each once."""
    references = set()
    for paper in papers_in(thing):
        indexes = (block for block in paper.blocks if isinstance(block, Index))
        references |= {paper.reference, *paper.lists}
        references |= {line.anchor for index in indexes for line in index.lines}
    return sorted(references - {""})


def _keep(name: str, suffix: str, content: bytes, *, holds: list[str]) -> Row:
    """Store the content under its key, unless somebody else has done so meanwhile; raises NotKept."""
    with transaction.atomic():
        Row.objects.bulk_create([Row(key=name, suffix=suffix)], ignore_conflicts=True)
        row = Row.objects.select_for_update().get(key=name)
        if row.made_at and _is_there(row):
            return row
        place = f"{name[:2]}/{name}{suffix}"
        try:
            # What a killed process left under this name is in nobody's hands: the row is ours.
            row.file.storage.delete(place)
            row.file.save(place, ContentFile(content), save=False)
        except Exception as error:  # each kind of storage has errors of its own
            _warn("a paper cannot be kept", row, error)
            raise NotKept from error
        row.size, row.sha256 = len(content), sha256(content).hexdigest()
        row.made_at, row.error, row.holds = clock.now(), "", holds
        row.save(update_fields=["file", "size", "sha256", "made_at", "error", "holds"])
    return row


def _is_there(row: Row) -> bool:
    name = row.file.name
    try:
        return bool(name and row.file.storage.exists(name))
    except Exception as error:  # each kind of storage has errors of its own
        _warn("nobody knows whether a kept paper is there", row, error)
        return False


def _content(row: Row) -> bytes:
    with open_file(row) as file:
        read: bytes = file.read()
    return read


@cache
def _engine() -> str:
    drawn_by = [f"{name} {version(name)}" for name in ("weasyprint", "python-docx", "pikepdf")]
    sheets = map(pdf.stylesheet, ("paper", "cover", "chart"))
    return "\n".join([str(_ENGINE), *drawn_by, *sheets])
