"""Looking up what is held about one person, and the data protection lead's two acts: take it, erase it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from lla import clock, keys, mailboxes, retention
from lla.actors import Actor
from lla.emails import outbox
from lla.models import Email, SubjectEvent, User
from lla.refusals import NotAllowed

from .files import draw
from .registry import Fate, Person, Section, parts_about

ROLE = "data protection lead"
NOTHING = "There is no data about this address."
NOTHING_BY_PHONE = "There is nobody without an email address under this number."
ONESELF = "You cannot erase yourself. Another data protection lead has to do it."
STAFF = "They can open the desk. Remove that permission first."


@dataclass(frozen=True, slots=True)
class Held:
    """What is held about a person, and what erasing it would do."""

    person: Person
    sections: Sequence[Section]
    fates: Sequence[Fate]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows stand under each heading."""
        rows = Counter[str]()
        for section in self.sections:
            rows[section.heading] += len(section.rows)
        return dict(rows)


def look_up(email: str, *, phone: str = "") -> Held:
    """Everything that every app tells about an address; sections and fates without rows are left out.

    Whoever has none is looked for by `phone`.
    """
    person = Person(email, User.objects.filter(email__iexact=email).first() if email else None, phone)
    parts = parts_about(person)
    sections = [section for part in parts for section in part.tell(person) if section.rows]
    fates = [fate for part in parts for fate in part.foresee(person) if fate.count]
    return Held(person, sections, fates)


def why_not_erase(person: Person, *, by: User) -> list[str]:
    if person.user == by:
        return [ONESELF]
    reasons = [reason for part in parts_about(person) for reason in part.why_not_erase(person)]
    return reasons + ([STAFF] if person.user and person.user.is_staff else [])


@transaction.atomic
def take(email: str, *, why: str, format: str, by: User, address: str, phone: str = "") -> bytes:
    """The file of all that is held; its record is committed before the caller has a byte of it.

    `address` is where it is taken from, kept as a keyed hash. The person has an email: should somebody else
    have asked in their name, they learn of it.
    """
    held = look_up(email, phone=phone)
    if not held.sections:
        raise NotAllowed([why_empty(held.person)])
    content = draw(held.person, held.sections, at=clock.now(), format=format)
    figures = {"format": format, "sha256": sha256(content).hexdigest(), "address": _keyed(address)}
    _record(SubjectEvent.Act.TAKEN, held, by=by, why=why, **figures)
    outbox.post(_email("subject_taken", email))
    return content


@transaction.atomic
def erase(email: str, *, why: str, by: User, phone: str = "") -> None:
    """Take a person out of every table, as `Held.fates` foretold; the record keeps keys and figures."""
    held = look_up(email, phone=phone)
    if reasons := [] if held.fates else [why_empty(held.person)]:
        raise NotAllowed(reasons)
    if reasons := why_not_erase(held.person, by=by):
        raise NotAllowed(reasons)
    _record(SubjectEvent.Act.ERASED, held, by=by, why=why)
    goodbye = _email("subject_erased", email)
    for part in parts_about(held.person):
        part.erase(held.person, Actor.user(by, ROLE))
    outbox.post(goodbye)


def why_empty(person: Person) -> str:
    return NOTHING if person.email else NOTHING_BY_PHONE


def whom(found_by: str) -> str:
    """The pseudonym of an address, or of a number, in the record: a keyed hash."""
    return _keyed(mailboxes.key(found_by))


def _keyed(words: str) -> str:
    return keys.pseudonym("lla.subjects", words)


def _record(act: str, held: Held, *, by: User, **figures: str) -> None:
    rows = Counter[str]()
    for section in held.sections:
        rows[section.model._meta.label] += len(section.rows)
    details = {**figures, "rows": dict(rows)}
    actor = Actor.user(by, ROLE).fields()
    SubjectEvent.objects.create(act=act, whom=whom(held.person.found_by), details=details, **actor)


def _email(name: str, email: str) -> Email:
    context = {"kept_for": retention.EMAILS}
    return outbox.compose(f"emails/lla/{name}.txt", context, to=email, kind=f"lla/{name}")
