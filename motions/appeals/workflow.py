"""An appeal is made, decided by two others of the committee, and may go on to conference."""

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock

from ..amendments import emails as amendments_emails
from ..amendments import workflow as amendments_workflow
from ..motion.choices import Act, Outcome, Status
from ..motion.models import Backing, Motion, Ruling
from ..motion.rules import why_not_act_for
from ..motion.workflow import lock, move, put_in_order, record
from . import emails, rules, selectors
from .models import Appeal, ReferenceBack


@transaction.atomic
def appeal(motion: Motion, *, by: Backing, grounds: str) -> Appeal:
    """Ask two others of the committee to look at the ruling again."""
    motion = lock(motion)
    allow(why_not_act_for(motion, by=by) + rules.why_not_appeal(motion, now=clock.now()))
    ruling = selectors.ruling_out(motion)
    if ruling is None:
        raise LookupError(f"{motion.reference} is ruled out by nothing")
    made = Appeal.objects.create(motion=motion, ruling=ruling, by=by, grounds=grounds, made_at=clock.now())
    move(motion, Status.UNDER_APPEAL, Act.APPEALED, by=by.actor)
    by.motion = motion
    outbox.post(emails.appeal_received(by, grounds=grounds))
    outbox.post(*emails.appealed(motion, ruling=ruling, grounds=grounds))
    return made


def allow_appeal(motion: Motion, decision: Ruling, *, by: Actor) -> None:
    """A held motion is in order after all, by the two who decided its appeal."""
    _decide(motion, decision)
    Ruling.objects.create(
        motion=motion,
        revision=motion.text,
        outcome=Outcome.IN_ORDER,
        proposed_by=decision.proposed_by,
        seconded_by=decision.seconded_by,
        proposed_at=decision.proposed_at,
        decided_at=decision.decided_at,
    )
    put_in_order(motion, Act.APPEAL_ALLOWED, by=by, ruling=decision)
    told = amendments_emails.motion_back(motion, ruling=decision)
    outbox.post(*emails.appeal_decided(motion, ruling=decision), *told)
    amendments_workflow.ask_what_waits(motion)


def refuse_appeal(motion: Motion, decision: Ruling, *, by: Actor) -> None:
    """A held motion stays ruled out."""
    _decide(motion, decision)
    move(motion, Status.RULED_OUT, Act.APPEAL_REFUSED, by=by, ruling=decision.pk)
    outbox.post(*emails.appeal_decided(motion, ruling=decision))


def _decide(motion: Motion, decision: Ruling) -> None:
    Appeal.objects.filter(motion=motion, decision=None).update(decision=decision)


@transaction.atomic
def refer_back(motion: Motion, *, by: User, seen: int | None = None) -> ReferenceBack:
    """Enter that conference itself is asked whether the ruling counts."""
    motion = lock(motion, seen=seen)
    allow(rules.why_not_refer_back(motion, by=by, now=clock.now()))
    refused = motion.appeals.get(ruling=selectors.ruling_out(motion))
    made = ReferenceBack.objects.create(appeal=refused, by=by, at=clock.now())
    record(motion, Act.REFERENCE_BACK, by=Actor.user(by), public=True)
    return made
