"""A picture or film in the library: added, described, removed."""

from collections.abc import Mapping, Sequence
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import OVERTAKEN, NotAllowed, allow
from lla.time import clock

from ..record.workflow import lock, record
from . import reading, rules
from .choices import MediaAct, MediaKind
from .models import MediaFile
from .pictures import Cleaned


def add(found: Cleaned, *, user: User, by: Actor) -> MediaFile:
    """Keep a file; the very same one that is there already is answered instead, its rights as they were said.

    Nothing may use it before it is described.
    """
    name = reading.digest(found)
    known = MediaFile.objects.filter(sha256=name).first()
    allow(rules.why_not_add(known))
    if known and known.file:
        return known
    with transaction.atomic():
        facts = {"suffix": found.suffix, "size": len(found.content), "width": found.width}
        kind = MediaKind.PICTURE if found.thumbnail else MediaKind.FILM
        MediaFile.objects.bulk_create(
            [MediaFile(sha256=name, kind=kind, height=found.height, uploaded_by=user, **facts)],
            ignore_conflicts=True,  # two who upload one file at once get one row
        )
        row = MediaFile.objects.select_for_update(no_key=True).get(sha256=name)
        if not row.file:
            _write(row, found)
            record(row, MediaAct.ADDED, by=by)
    return row


def _write(row: MediaFile, found: Cleaned) -> None:
    """Store the file under its hash; what a killed process left there is in nobody's hands."""
    files = {"file": (found.content, found.suffix), "thumbnail": (found.thumbnail, "-small.jpg")}
    for field, (content, ending) in files.items():
        if content:
            place = f"media/{row.sha256[:2]}/{row.sha256}{ending}"
            kept = getattr(row, field)
            kept.storage.delete(place)
            kept.save(place, ContentFile(content), save=False)
    row.removed_at, row.removed_why = None, ""
    row.save()


@transaction.atomic
def describe(row: MediaFile, said: Mapping[str, str], *, seen: str, by: Actor) -> MediaFile:
    """Say what is to be seen, whose it is, and why we may use it; from now on posts may.

    `seen` is the `state` that was opened.
    """
    row = lock(row)
    if seen != row.state:
        raise NotAllowed([OVERTAKEN])
    allow(rules.why_not_describe(row) or rules.why_not_say(said))
    for name, words in said.items():
        setattr(row, name, words)
    row.described_at = row.described_at or clock.now()
    row.save()
    record(row, MediaAct.DESCRIBED, by=by)
    return row


@transaction.atomic
def remove(row: MediaFile, *, why: str, by: Actor, barred: bool = True) -> None:
    """Remove its files for good; posts that had it say so. If `barred` the same file may not come back."""
    row = lock(row)
    allow(rules.why_not_remove(row, why=why))
    record(row, MediaAct.REMOVED, by=by)
    places = [kept.name for kept in (row.file, row.thumbnail) if kept]
    storage = row.file.storage
    row.file, row.thumbnail = "", ""
    row.removed_at, row.removed_why, row.barred = clock.now(), why, barred
    row.save()
    transaction.on_commit(partial(_delete, storage, places))


def _delete(storage: Storage, places: Sequence[str | None]) -> None:
    for place in places:
        storage.delete(str(place))
