"""Writing a note of a conversation, putting it right, removing it, following it up; notes go after a year."""

from django.db import transaction

from lla.accounts.models import User
from lla.acts.refusals import allow
from lla.time import clock

from ..groups.models import Group
from . import rules, selectors
from .models import Note
from .querysets import NoteQuerySet
from .rules import Said


@transaction.atomic
def write(group: Group, said: Said, *, by: User) -> Note:
    allow(rules.why_not_write(group, said, by, now=clock.now()))
    return _create(group, said, by=by)


@transaction.atomic
def correct(note: Note, said: Said, *, by: User) -> Note:
    """Another note in the place of one's own; the words of the first go."""
    note, now = _lock(note), clock.now()
    allow(rules.why_not_correct(note, by, now=now) or rules.why_not_write(note.group, said, by, now=now))
    note.words, note.replaced_at = "", now
    note.save(update_fields=["words", "replaced_at"])
    return _create(note.group, said, by=by, corrects=note)


@transaction.atomic
def remove(note: Note, *, by: User) -> Note:
    """The words go; that there was a note, and who removed it, stays until the note's year is over."""
    note, now = _lock(note), clock.now()
    allow(rules.why_not_remove(note, by, now=now))
    note.words, note.removed_at, note.removed_by = "", now, by
    note.save(update_fields=["words", "removed_at", "removed_by"])
    return note


@transaction.atomic
def finish(note: Note, *, by: User) -> Note:
    """What was to follow is done."""
    note, now = _lock(note), clock.now()
    allow(rules.why_not_finish(note, by, now=now))
    note.done_at, note.done_by = now, by
    note.save(update_fields=["done_at", "done_by"])
    return note


def finish_calling_back(group: Group, *, by: User) -> None:
    """Somebody of the group was rung back: nobody has to any more."""
    waiting = selectors.to_call_back(group).order_by().values("pk")
    Note.objects.filter(pk__in=waiting).update(done_at=clock.now(), done_by=by)


def forget_notes() -> int:
    """Delete the notes that were written a year ago."""
    deleted, _ = Note.objects.filter(at__lt=clock.now() - rules.KEPT_FOR).delete()
    return deleted


def empty(notes: NoteQuerySet) -> int:
    return notes.exclude(words="").update(words="")


def _create(group: Group, said: Said, *, by: User, corrects: Note | None = None) -> Note:
    return Note.objects.create(
        group=group,
        by=by,
        on=said.on,
        how=said.how,
        outcome=said.outcome,
        words=said.words,
        due_on=said.due_on,
        owner=said.owner if said.due_on else None,
        corrects=corrects,
    )


def _lock(note: Note) -> Note:
    notes = Note.objects.select_for_update(of=("self",), no_key=True).select_related("group__region")
    return notes.get(pk=note.pk)
