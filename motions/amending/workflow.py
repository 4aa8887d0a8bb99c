"""What the mover of a motion does with an amendment to it: accepts it, or does not."""

from collections.abc import Callable, Sequence
from functools import partial

from django.db import transaction

from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock

from ..amendments import rules as amendments_rules
from ..amendments import selectors as amendments_selectors
from ..amendments import workflow as amendments_workflow
from ..amendments.choices import Answer
from ..amendments.models import Amendment
from ..amendments.texts import as_text
from ..backing import emails as backing_emails
from ..group_questions import emails as group_questions_emails
from ..motion import rules as motion_rules
from ..motion import wording
from ..motion.choices import Act, Route, Status
from ..motion.models import Backing, Motion, Revision
from ..motion.workflow import add_revision, lock, move, note_new_text_of_group, record
from . import emails


@transaction.atomic
def accept(amendment: Motion, *, by: Backing, seen: int) -> None:
    """Accept an amendment, whose text of the number `seen` was read, for the motion that it amends.

    Before the order paper is final it becomes part of the motion, and the other amendments follow. Afterwards
    only the answer is kept, and conference decides. Those that are printed as one have one answer.
    """
    now = clock.now()
    why_not = partial(amendments_rules.why_not_accept, now=now)
    motion, together = _lock(amendment, seen=seen, by=by, why_not=why_not)
    if now >= motion.conference.freeze_at:
        for each in together:
            record(each, Act.ACCEPTED, by=by.actor, public=True)
            _keep(each, Answer.ACCEPTED)
    else:
        _merge(motion, together, by=by)
    outbox.post(*(email for each in together for email in emails.answered(each, accepted=True)))


def _merge(motion: Motion, together: Sequence[Motion], *, by: Backing) -> None:
    """Make held amendments that say the same part of their motion, which keeps its place."""
    labels, submitters = ", ".join(each.label for each in together), "; ".join(map(_submitter, together))
    why = f"Accepts {labels}, {submitters}"
    revision = add_revision(motion, as_text(together[0].text), by=by.actor, why=why)
    motion.backings.filter(pk=by.pk).update(revision=revision)
    note_new_text_of_group(motion)
    record(motion, Act.REVISED, by=by.actor, public=True, revision=revision.number)
    for each in together:
        move(each, Status.ACCEPTED, Act.ACCEPTED, by=by.actor)
        _keep(each, Answer.ACCEPTED, merged_in=revision)
    outbox.post(*backing_emails.revised(motion, by=by), *group_questions_emails.group_revised(motion))
    amendments_workflow.follow(motion, by=by.actor)


def _submitter(amendment: Motion) -> str:
    """Kent Left; three signatories."""
    standing = amendment.backings.standing().count()
    words = wording.submitter(route=amendment.route, group_name=amendment.group_name, standing=standing)
    return words if amendment.route == Route.GROUP else words[0].lower() + words[1:]


@transaction.atomic
def decline(amendment: Motion, *, by: Backing, seen: int) -> None:
    """Say that an amendment is not accepted, so that conference decides; this can be changed later.

    Those that are printed as one have one answer.
    """
    why_not = partial(amendments_rules.why_not_decline, now=clock.now())
    _, together = _lock(amendment, seen=seen, by=by, why_not=why_not)
    for each in together:
        record(each, Act.NOT_ACCEPTED, by=by.actor, public=True)
        _keep(each, Answer.NOT_ACCEPTED)
        outbox.post(*emails.answered(each, accepted=False))


def _lock(
    amendment: Motion, *, seen: int, by: Backing, why_not: Callable[[Motion], list[str]]
) -> tuple[Motion, list[Motion]]:
    """The motion, and then the amendment and those that are printed as one with it, as they are now.

    What `why_not` says of the amendment refuses the act, as a newer text of it does; of the others those are
    left out of which it says anything.
    """
    if amendment.amends is None:
        raise LookupError(f"{amendment.reference} amends nothing")
    motion = lock(amendment.amends)
    alike = [meeting.other for meeting in amendments_selectors.identical_to(amendment)]
    locked = {each.pk: lock(each) for each in sorted((amendment, *alike), key=lambda each: each.pk)}
    amendment = locked[amendment.pk]
    moved, amendment.amends = amendment.amends_id != motion.pk, motion
    allow([amendments_rules.CHANGED] if moved or amendment.text.number != seen else [])
    still = amendments_selectors.identical_to(amendment)
    as_one = [locked[meeting.other.pk] for meeting in still if meeting.as_one and meeting.other.pk in locked]
    allow(motion_rules.why_not_act_for(motion, by=by) + why_not(amendment))
    return motion, [amendment, *(each for each in as_one if not why_not(each))]


def _keep(amendment: Motion, answer: Answer, *, merged_in: Revision | None = None) -> None:
    Amendment.objects.update_or_create(
        motion=amendment, defaults={"answer": answer, "answered_at": clock.now(), "merged_in": merged_in}
    )
