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
from .registry import Fate, Person, Section, parts

ROLE = "data protection lead"
NOTHING = "Nothing is held about this address."
ONESELF = "Nobody erases themselves: another data protection lead does it."
STAFF = "They may open the desk. Take that leave from them first, so that somebody decides on it."


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


def look_up(email: str) -> Held:
    """Everything that every app tells about an address; sections and fates without rows are left out."""
    person = Person(email, User.objects.filter(email__iexact=email).first())
    sections = [section for part in parts() for section in part.tell(person) if section.rows]
    fates = [fate for part in parts() for fate in part.foresee(person) if fate.count]
    return Held(person, sections, fates)


def why_not_erase(person: Person, *, by: User) -> list[str]:
    if person.user == by:
        return [ONESELF]
    reasons = [reason for part in parts() for reason in part.why_not_erase(person)]
    return reasons + ([STAFF] if person.user and person.user.is_staff else [])


@transaction.atomic
def take(email: str, *, why: str, format: str, by: User, address: str) -> bytes:
    """The file of all that is held; its record is committed before the caller has a byte of it.

    `address` is where it is taken from, kept as a keyed hash. The person has an email: should somebody else
    have asked in their name, they learn of it.
    """
    held = look_up(email)
    if not held.sections:
        raise NotAllowed([NOTHING])
    content = draw(held.person, held.sections, at=clock.now(), format=format)
    figures = {"format": format, "sha256": sha256(content).hexdigest(), "address": _keyed(address)}
    _record(SubjectEvent.Act.TAKEN, held, by=by, why=why, **figures)
    outbox.post(_email("subject_taken", email))
    return content


@transaction.atomic
def erase(email: str, *, why: str, by: User) -> None:
    """Take a person out of every table, as `Held.fates` foretold; the record keeps keys and figures."""
    held = look_up(email)
    if reasons := [] if held.fates else [NOTHING]:
        raise NotAllowed(reasons)
    if reasons := why_not_erase(held.person, by=by):
        raise NotAllowed(reasons)
    _record(SubjectEvent.Act.ERASED, held, by=by, why=why)
    goodbye = _email("subject_erased", email)
    for part in parts():
        part.erase(held.person, Actor.user(by, ROLE))
    outbox.post(goodbye)


def whom(email: str) -> str:
    """The pseudonym of an address in the record: a keyed hash."""
    return _keyed(mailboxes.key(email))


def _keyed(words: str) -> str:
    return keys.pseudonym("lla.subjects", words)


def _record(act: str, held: Held, *, by: User, **figures: str) -> None:
    rows = Counter[str]()
    for section in held.sections:
        rows[section.model._meta.label] += len(section.rows)
    details = {**figures, "rows": dict(rows)}
    actor = Actor.user(by, ROLE).fields()
    SubjectEvent.objects.create(act=act, whom=whom(held.person.email), details=details, **actor)


def _email(name: str, email: str) -> Email:
    context = {"kept_for": retention.EMAILS}
    return outbox.compose(f"emails/lla/{name}.txt", context, to=email, kind=f"lla/{name}")
