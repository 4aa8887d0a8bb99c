"""The data protection lead's two acts: taking somebody's data as a file, and erasing it."""

from collections import Counter
from hashlib import sha256

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed
from lla.emails import models, outbox
from lla.emails.models import Email
from lla.subjects.models import SubjectEvent
from lla.subjects.papers import draw
from lla.subjects.registry import parts_about
from lla.subjects.rules import why_empty, why_not_erase
from lla.subjects.selectors import Held, keyed, look_up, whom
from lla.time import clock

ROLE = "data protection lead"


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
    figures = {"format": format, "sha256": sha256(content).hexdigest(), "address": keyed(address)}
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


def _record(act: str, held: Held, *, by: User, **figures: str) -> None:
    rows = Counter[str]()
    for section in held.sections:
        rows[section.model._meta.label] += len(section.rows)
    details = {**figures, "rows": dict(rows)}
    actor = Actor.user(by, ROLE).fields()
    SubjectEvent.objects.create(act=act, whom=whom(held.person.found_by), details=details, **actor)


def _email(name: str, email: str) -> Email:
    context = {"kept_for": models.KEPT_FOR}
    return outbox.compose(f"lla/{name}", context, to=email)
