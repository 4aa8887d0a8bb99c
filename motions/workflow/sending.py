"""Sending a motion in: from a draft to a motion that waits for its confirmations."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lla import clock
from lla.emails import outbox
from lla.refusals import allow
from organisers.models import Group

from .. import emails, rules
from ..choices import Act, Kind, Role, Route, Status
from ..models import AgendaItem, Backing, Draft, Motion
from ..texts import Text
from .record import add_first_revision, begin, step


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as they give their name today."""

    name: str
    email: str
    group_name: str = ""
    name_public: bool = True


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything a sender says, checked for shape by the forms and not yet asked of the rules."""

    item: AgendaItem
    route: str
    text: Text
    mover: Person
    kind: str = Kind.ORDINARY
    group: Group | None = None
    passed_on: date | None = None
    event_on: date | None = None
    officer: Person | None = None


@transaction.atomic
def submit(draft: Draft, submission: Submission, *, late: bool = False) -> Motion:
    """Turn a draft into a motion; a draft sent twice gives the same motion.

    `late` says that the sender was told it comes after closing and sends it all the same.
    """
    draft = Draft.objects.select_for_update(of=("self",)).defer("typed").get(pk=draft.pk)
    if draft.motion:
        return draft.motion
    allow(why_not_submit(submission, late=late))
    motion = _new_motion(submission)
    mover, *officers = _people(motion, submission)
    revision = add_first_revision(motion, submission.text, by=mover.actor)
    step(motion, Act.SUBMITTED, by=mover.actor, public=True, revision=revision.number).save()
    asked = [emails.asked_to_confirm(officer) for officer in officers]
    outbox.post(emails.submitted(mover), *asked)
    draft.motion, draft.typed = motion, {}
    draft.save(update_fields=["motion", "typed", "changed_at"])
    return motion


def why_not_submit(submission: Submission, *, late: bool) -> list[str]:
    """Every rule a submission meets before it becomes a motion."""
    now, item = clock.now(), submission.item
    reasons = rules.why_not_send(item, kind=submission.kind, event_on=submission.event_on, now=now, late=late)
    officer = submission.officer.email if submission.officer else ""
    reasons += rules.why_not_people(
        route=submission.route,
        mover=submission.mover.email,
        officer=officer,
        passed_on=submission.passed_on,
        now=now,
    )
    for sentences in rules.unmet(item.conference, submission.text).values():
        reasons += sentences
    return reasons


@transaction.atomic
def send_draft_link(draft: Draft, *, to: str) -> None:
    """Write the way back to an unfinished draft to an address."""
    outbox.post(emails.draft_saved(draft, to=to))


def go_on_with_draft(draft: Draft) -> None:
    """Whoever comes back to a draft keeps it: its days are counted anew."""
    draft.save(update_fields=["changed_at"])


@transaction.atomic
def send_my_motions(email: str) -> None:
    """Write the way back to somebody who stands behind a motion; nobody else gets an email."""
    if backing := Backing.objects.standing().filter(email__iexact=email).order_by("-pk").first():
        outbox.post(emails.my_motions(backing))


def _new_motion(submission: Submission) -> Motion:
    by_group = submission.route == Route.GROUP
    motion = Motion(
        conference=submission.item.conference,
        item=submission.item,
        kind=submission.kind,
        route=submission.route,
        group=submission.group,
        group_name=submission.group.name if submission.group else "",
        passed_on=submission.passed_on,
        event_on=submission.event_on,
        submitted_at=clock.now(),
    )
    begin(motion, Status.AWAITING if by_group else Status.GATHERING)
    return motion


def _people(motion: Motion, submission: Submission) -> list[Backing]:
    """Everybody whose confirmation the motion waits for, the mover first."""
    people = [(Role.MOVER, submission.mover)]
    if submission.officer:
        people.append((Role.CONFIRMING_OFFICER, submission.officer))
    return Backing.objects.bulk_create(
        Backing(
            motion=motion,
            revision_id=motion.current_id,
            role=role,
            name=person.name,
            email=person.email,
            group_name=person.group_name,
            name_public=person.name_public,
        )
        for role, person in people
    )
