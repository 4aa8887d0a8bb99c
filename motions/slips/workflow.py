"""Correcting a slip: a new text that is marked as the committee's, and a ruling that still counts."""

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import OVERTAKEN, NotAllowed, allow
from lla.emails import outbox

from ..amendments import workflow as amendments_workflow
from ..motion.choices import Act
from ..motion.models import Motion, Revision
from ..motion.texts import Text
from ..motion.workflow import add_revision, lock, record
from . import emails, rules

WHY = "Slip corrected by the committee: {}"


@transaction.atomic
def correct_slip(
    motion: Motion,
    *,
    by: User,
    title: str,
    body: str,
    appendix: str,
    why: str,
    base: int,
    seen: int | None = None,
) -> Revision:
    """Correct typing errors; `base` is the number of the text that was corrected, a newer one refuses it."""
    motion = lock(motion, seen=seen)
    before = motion.text
    if before.number != base:
        raise NotAllowed([OVERTAKEN])
    text = Text.of(title, body, appendix)
    allow(rules.why_not_correct_to(motion, text, by=by))
    change = amendments_workflow.change_to_same_base(motion, text)
    revision = add_revision(motion, text, by=Actor.user(by), why=WHY.format(why), **change)
    public = motion.received_at is not None
    record(motion, Act.SLIP_CORRECTED, by=Actor.user(by), public=public, revision=revision.number)
    outbox.post(*emails.slip_corrected(motion, before=before))
    amendments_workflow.follow(motion, by=Actor.user(by))
    return revision
