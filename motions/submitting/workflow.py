"""Sending in: from a draft to a motion or amendment that waits for its confirmations; and unsent drafts."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from lla.acts.refusals import NotAllowed, allow
from lla.addresses import email
from lla.emails import outbox
from lla.emails.models import Email, EmailQuerySet
from lla.links import tokens
from lla.time import clock
from organisers.groups.models import Group

from ..agenda import nouns
from ..agenda.choices import Closing, Kind, Nature
from ..agenda.models import AgendaItem
from ..amendments import rules as amendments_rules
from ..amendments import workflow as amendments_workflow
from ..amendments.models import Amendment
from ..amendments.texts import Change, as_text
from ..backing import emails as backing_emails
from ..backing.workflow import Person
from ..motion import rules as motion_rules
from ..motion import visibility
from ..motion.choices import Act, Role, Route, Status
from ..motion.models import Backing, Motion, Revision
from ..motion.texts import Text
from ..motion.workflow import add_first_revision, begin, lock, step
from . import emails, rules
from .models import BEFORE, DRAFT, TEXT, TYPING, Draft

IN_REMOVED_WORDS = (
    "The committee has removed words from the motion, and something that you changed was in them or beside "
    "them. It could not be carried over. Check the whole text."
)


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
    amends: Motion | None = None
    base: Revision | None = None

    @property
    def nature(self) -> Nature:
        return Nature.AMENDMENT if self.amends else Nature.MAIN

    @property
    def closing(self) -> Closing:
        return Closing.of(nature=self.nature, kind=self.kind)


@transaction.atomic
def submit(draft: Draft, submission: Submission, *, late: bool = False) -> Motion:
    """Turn a draft into a motion; a draft sent twice gives the same motion.

    `late` says that the sender was told it comes after closing and sends it all the same.
    """
    draft = Draft.objects.select_for_update(of=("self",)).only("motion").get(pk=draft.pk)
    if draft.motion:
        return draft.motion
    if submission.amends:
        submission = replace(submission, amends=lock(submission.amends))
    allow(why_not_submit(submission, late=late))
    motion = _new_motion(submission)
    mover, *officers = _people(motion, submission)
    revision = add_first_revision(motion, submission.text, by=mover.actor, **_change(submission))
    step(motion, Act.SUBMITTED, by=mover.actor, public=True, revision=revision.number).save()
    asked = [backing_emails.asked_to_confirm(officer) for officer in officers]
    outbox.post(backing_emails.submitted(mover), *asked)
    draft.motion, draft.typed = motion, {}
    draft.save(update_fields=["motion", "typed", "changed_at"])
    return motion


def why_not_submit(submission: Submission, *, late: bool) -> list[str]:
    """Every rule a submission meets before it becomes a motion or an amendment."""
    now = clock.now()
    reasons = _why_not_in(submission, now=now, late=late)
    reasons += rules.why_not_people(
        route=submission.route,
        mover=submission.mover.email,
        officer=submission.officer.email if submission.officer else "",
        passed_on=submission.passed_on,
        now=now,
        noun=nouns.noun(submission.nature),
    )
    for sentences in _unmet(submission).values():
        reasons += sentences
    return reasons


def _why_not_in(submission: Submission, *, now: datetime, late: bool) -> list[str]:
    """What is in the way of sending something of this nature to this conference now."""
    if submission.amends is None:
        return rules.why_not_send(
            submission.item, kind=submission.kind, event_on=submission.event_on, now=now, late=late
        )
    return rules.why_not_send_amendment(submission.amends, base=submission.base, now=now, late=late)


def _unmet(submission: Submission) -> dict[str, list[str]]:
    if submission.amends and submission.base:
        return amendments_rules.unmet(submission.amends, as_text(submission.base), submission.text)
    return motion_rules.unmet(submission.item.conference, submission.text)


def _change(submission: Submission) -> dict[str, Any]:
    """What an amendment's first text does to the motion's, as its revision keeps it."""
    return amendments_workflow.change(submission.base, submission.text) if submission.base else {}


def begin_amendment(motion: Motion) -> Draft:
    """A draft that begins with the text of the motion which it is to amend."""
    text = motion.text
    typed = {TEXT: _typed(as_text(text))}
    return Draft.objects.create(
        conference=motion.conference, amends=motion, base=text, typed=typed, saved_at=clock.now()
    )


def _typed(text: Text) -> dict[str, list[str]]:
    """A text as the step that asks for it would hold it."""
    return {"title": [text.title], "body": [text.body], "appendix": [text.appendix]}


@transaction.atomic
def carry_over(draft: Draft) -> None:
    """Take what was written of an amendment over to the text that its motion has now.

    What was written stays beside it, with what could not be taken over.
    """
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    base, motion = draft.base, draft.amends
    if draft.motion_id or base is None or motion is None or base == motion.text:
        return
    parts = draft.parts
    draft.typed.pop(TYPING, None)
    allow(Text.why_too_large(*parts))
    written = Text.of(*parts)
    moved = Change.between(base, written).moved_to(motion.text)
    draft.typed[BEFORE] = {
        "base": base.pk,
        **_typed(written),
        "left_out": moved.left_out,
        "to_check": moved.to_check,
    }
    if visibility.visible_text(motion, base).instead:
        lost = [IN_REMOVED_WORDS] if moved.left_out or moved.to_check else []
        draft.typed[BEFORE] |= {**_typed(Text("", "", "")), "left_out": lost, "to_check": []}
    draft.typed[TEXT] = _typed(moved.text)
    draft.base, draft.saved_at = motion.text, clock.now()
    draft.save()


def leave_hidden_texts(motion: Motion) -> None:
    """Take each unfinished amendment to a held motion over to its text, where readers no longer see its own.

    One that is too large to be compared begins anew.
    """
    drafts = Draft.objects.filter(amends=motion, motion=None).exclude(base=motion.text).select_related("base")
    for draft in drafts.order_by("pk"):
        if draft.base and visibility.visible_text(motion, draft.base).instead:
            try:
                carry_over(draft)
            except NotAllowed:
                draft.typed = {**draft.typed, TEXT: _typed(as_text(motion.text))}
                draft.typed.pop(TYPING, None)
                draft.base = motion.text
                draft.save()


@transaction.atomic
def send_draft_link(draft: Draft, *, to: str) -> None:
    """Write the way back to an unfinished draft to an address."""
    outbox.post(emails.draft_saved(draft, to=to))


def go_on_with_draft(draft: Draft) -> None:
    """Whoever comes back to a draft keeps it: its days are counted anew."""
    draft.save(update_fields=["changed_at"])


def _new_motion(submission: Submission) -> Motion:
    by_group = submission.route == Route.GROUP
    motion = Motion(
        nature=submission.nature,
        amends=submission.amends,
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
    if submission.amends:
        Amendment.objects.create(motion=motion)
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


WARNED_FOR = timedelta(days=14)
WARNED_AFTER = Draft.KEPT - WARNED_FOR


def warn_of_unsent() -> int:
    """Tell whoever gave an address that their draft will go; one without an address is only noted."""
    return sum(_warn(pk) for pk in _to_warn().values_list("pk", flat=True))


def forget_unsent() -> int:
    """Delete drafts that nobody changed for long, two weeks after the warning at the earliest."""
    return sum(_forget(pk) for pk in _to_forget().values_list("pk", flat=True))


def _to_warn() -> QuerySet[Draft]:
    return Draft.objects.unsent(since=localdate(clock.now()) - WARNED_AFTER).unwarned()


def _to_forget() -> QuerySet[Draft]:
    today = localdate(clock.now())
    return Draft.objects.unsent(since=today - Draft.KEPT).warned(since=today - WARNED_FOR)


@transaction.atomic
def _warn(pk: int) -> bool:
    """Warn once, unless the draft was changed or sent since the list was made."""
    draft = _lock(_to_warn(), pk)
    if draft is None:
        return False
    draft.warned_at = clock.now()
    draft.save(update_fields=["warned_at"])
    goes_on = max(draft.kept_until, localdate(draft.warned_at) + WARNED_FOR)
    outbox.post(*(emails.draft_going(draft, to=address, goes_on=goes_on) for address in _addresses(draft)))
    return True


@transaction.atomic
def _forget(pk: int) -> bool:
    """Delete a draft with every way to it, emails that still wait included."""
    draft = _lock(_to_forget(), pk)
    if draft is None:
        return False
    tokens.revoke(DRAFT, pk)
    _emails(draft).waiting().delete()
    draft.delete()
    return True


def _lock(drafts: QuerySet[Draft], pk: int) -> Draft | None:
    """The draft, locked, if it is still among those."""
    return drafts.select_for_update(of=("self",)).filter(pk=pk).first()


def _emails(draft: Draft) -> EmailQuerySet:
    return Email.objects.filter(link_purpose=DRAFT, link_target=draft.pk)


def _addresses(draft: Draft) -> list[str]:
    """Whoever asked for the way back, and the address typed as the sender's; each once."""
    typed = [email.canonical(str(words)) for words in draft.typed.get("people", {}).get("email", [])]
    asked = _emails(draft).order_by("pk").values_list("to", flat=True)
    found = {email.key(address): address for address in [*typed, *asked] if _is_address(address)}
    return list(found.values())


def _is_address(words: str) -> bool:
    try:
        validate_email(words)
    except ValidationError:
        return False
    return True
