"""Erasing one person from the tables of motions, as far as their rows allow."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from lla import mailboxes
from lla.actors import Actor
from lla.emails import outbox
from lla.subjects import Fate, Person

from .. import emails
from ..models import Backing, Draft
from .record import hold

NAME = "Name erased"
LINKS = (emails.BACKING, "mine")
COUNTED = "lose name, group and address; the signature still counts, without a name"
# Which other fields of the last step of a draft speak of the person with an address.
ABOUT = {
    "email": ("name", "group_name"),
    "officer_email": ("officer_name",),
    "email-asked": (),
    "officer_email-asked": (),
}


def foresee(person: Person) -> Iterator[Fate]:
    """What `erase` does."""
    yield Fate("Signatures and support", _backings(person).count(), COUNTED)
    yield Fate("Drafts", drafts_of(person).count(), "lose the address and the name typed beside it")


def erase(person: Person, by: Actor) -> None:
    for backing in _backings(person).select_related("motion"):
        hold(backing.motion)
        backing.name, backing.group_name, backing.name_public = NAME, "", False
        backing.email = outbox.erased_address("backing", backing.pk)
        backing.save()
        for purpose in LINKS:
            outbox.take_back(purpose, backing.pk)
    for draft in drafts_of(person).select_for_update():
        draft.typed["people"] = _without(person.email, draft.typed["people"])
        draft.save(update_fields=["typed", "changed_at"])


def drafts_of(person: Person) -> QuerySet[Draft]:
    """Unsent papers in which somebody's address was typed."""
    typed = Draft.objects.filter(typed__has_key="people").values_list("pk", "typed__people")
    theirs = [pk for pk, people in typed.iterator() if _without(person.email, people) != people]
    return Draft.objects.filter(pk__in=theirs).order_by("pk")


def _backings(person: Person) -> QuerySet[Backing]:
    return Backing.objects.filter(email__iexact=person.email).order_by("pk")


def _without(email: str, people: dict[str, Any]) -> dict[str, Any]:
    """What was typed of people, without whoever has this address."""
    theirs = {
        name
        for field, others in ABOUT.items()
        if mailboxes.key(email) in {mailboxes.key(str(value)) for value in people.get(field, [])}
        for name in (field, *others)
    }
    return {field: [""] if field in theirs else values for field, values in people.items()}
