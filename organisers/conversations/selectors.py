"""Who may look after what is to follow, what of it is somebody's to do, and which notes name a person."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.words.names import given_and_family

from ..appointments.models import Appointment
from ..contacts.models import Contact
from ..groups.models import Group
from ..regions.models import Region
from .choices import Outcome
from .models import Note
from .querysets import NoteQuerySet

SHOWN = 50


def notes_of(group: Group) -> NoteQuerySet:
    """What an organiser of its region reads on the page of a group."""
    return group.notes.current().select_related("by", "owner", "removed_by", "done_by")[:SHOWN]


def follow_ups(regions: Collection[Region], *, by: User, now: datetime) -> list[Note]:
    """What is to follow in some regions and is theirs to do, or whose owner organises the region no more."""
    to_do = Note.objects.to_follow_up([region.pk for region in regions]).select_related("group")
    in_force = Appointment.objects.in_force(on=localdate(now))
    in_office = in_force.filter(user=OuterRef("owner"), region=OuterRef("group__region"))
    return list(to_do.filter(Q(owner=by) | ~Exists(in_office)))


def to_call_back(group: Group) -> NoteQuerySet:
    """What somebody of the group asked for when they were rung, and nobody has rung back so far."""
    waiting = Note.objects.to_follow_up([group.region_id]).filter(group=group, outcome=Outcome.CALL_BACK)
    return waiting.select_related("by")


def naming(contacts: Iterable[Contact]) -> NoteQuerySet:
    """Notes about the contacts' groups in which, against the advice beside the field, somebody is named."""
    found = Q(pk__in=[])
    for contact in contacts:
        given, family = given_and_family(contact.name)
        if name := family or given:
            found |= Q(group=contact.group_id, words__iregex=rf"\y{re.escape(name)}\y")
    return Note.objects.filter(found).order_by("pk")


def note_of_today(note: Note) -> Note:
    """The note that has taken the place of one, after however many corrections."""
    found = Note.objects.select_related("group__region", "by", "owner", "removed_by")
    while note.replaced_at and (later := found.filter(corrects=note).first()):
        note = later
    return note
