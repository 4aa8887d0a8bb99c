"""Which rows of motions are about one person, and what erasing them would do."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from lla.addresses import email as addresses_email
from lla.subjects.registry import Fate, Person

from ..motion.models import Backing
from ..submitting.models import Draft


def drafts_of(person: Person) -> QuerySet[Draft]:
    """Unsent papers in which somebody's address was typed."""
    typed = Draft.objects.filter(typed__has_key="people").values_list("pk", "typed__people")
    theirs = [pk for pk, people in typed.iterator() if without_person(person.email, people) != people]
    return Draft.objects.filter(pk__in=theirs).order_by("pk")


def backings_of(person: Person) -> QuerySet[Backing]:
    return Backing.objects.filter(email__iexact=person.email).order_by("pk")


def without_person(email: str, people: dict[str, Any]) -> dict[str, Any]:
    """What was typed of people, without whoever has this address."""
    theirs = {
        name
        for field, others in ABOUT.items()
        if addresses_email.key(email) in {addresses_email.key(str(value)) for value in people.get(field, [])}
        for name in (field, *others)
    }
    return {field: [""] if field in theirs else values for field, values in people.items()}


# Which other fields of the last step of a draft speak of the person with an address.
ABOUT = {
    "email": ("name", "group_name"),
    "officer_email": ("officer_name",),
    "email-asked": (),
    "officer_email-asked": (),
}
COUNTED = "lose name, group, address and the words of an appeal; the signature still counts, without a name"


def foresee(person: Person) -> Iterator[Fate]:
    """What `erase` does."""
    yield Fate("Signatures and support", backings_of(person).count(), COUNTED)
    yield Fate("Drafts", drafts_of(person).count(), "lose the address and the name typed beside it")
