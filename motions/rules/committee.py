"""What the committee may do with a motion, and what takes two of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from lla import mailboxes
from lla.models import User
from organisers.models import Contact

from .. import showing
from ..choices import GroupAnswer, Outcome, Point, Status
from ..models import Backing, GroupQuestion, Motion, Ruling
from ..querysets import BEFORE_RECEIPT
from ..texts import BODY_CHARACTERS, TITLE_CHARACTERS, Text
from .members import ENDED, LIVE, why_not_withdraw

# A proposal about these is overtaken by a new text.
ABOUT_ONE_TEXT = (Outcome.RULED_OUT, Outcome.REDACTED)
NO_PROPOSAL = "There is no proposal that needs a second person."
PROPOSES = {
    Outcome.RULED_OUT: "to rule this motion out",
    Outcome.REOPENED: "to reopen the ruling on this motion",
    Outcome.HIDDEN: "to hide this motion",
    Outcome.TEXT_HIDDEN: "to hide one text of this motion",
    Outcome.REDACTED: "to remove words from this motion",
    Outcome.SHOWN: "to show hidden parts of this motion again",
}


def why_not_take_part(motion: Motion, *, by: User) -> list[str]:
    """A committee member dealing with a motion at all."""
    if motion.recusals.filter(user=by).exists():
        return ["You have declared an interest in this motion, so you cannot take part in it."]
    return []


def why_not_query(motion: Motion, *, by: User) -> list[str]:
    return why_not_take_part(motion, by=by) + _only(motion, Status.RECEIVED, "can be queried with its mover")


def why_not_rule(motion: Motion, *, by: User) -> list[str]:
    """Ruling in order, or proposing to rule out."""
    return why_not_propose(motion, by=by) + _only(motion, Status.RECEIVED, "can be ruled on")


def why_not_propose(motion: Motion, *, by: User) -> list[str]:
    """Proposing anything that takes two people: one proposal waits at a time."""
    reasons = why_not_take_part(motion, by=by)
    if ruling := open_ruling(motion):
        proposes = PROPOSES[Outcome(ruling.outcome)]
        reasons.append(f"A proposal {proposes} needs a second person. Second or decline it first.")
    return reasons


def why_not_reopen(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Proposing that the committee takes its ruling back and looks at the motion again."""
    reasons = why_not_propose(motion, by=by)
    if ruling_in_force(motion) is None:
        reasons.append("There is no ruling on this motion to reopen.")
    if localdate(now) > motion.conference.ends_on:
        reasons.append("The conference is over.")
    return reasons


def why_not_hide(motion: Motion, *, by: User, number: int | None = None) -> list[str]:
    """Proposing to hide a motion from readers, or one text of it by its number."""
    reasons = why_not_propose(motion, by=by)
    if showing.is_hidden(motion):
        reasons.append("This motion is already hidden.")
    elif number is not None:
        revision = motion.revisions.filter(number=number).first()
        if revision is None:
            reasons.append(f"There is no revision {number} of this motion.")
        elif showing.hiding(motion, revision):
            reasons.append(f"Revision {number} is already hidden.")
    return reasons


def why_not_redact(motion: Motion, *, by: User, passages: Sequence[str] = ()) -> list[str]:
    """Proposing to take words out of the text that stands."""
    reasons = why_not_propose(motion, by=by)
    if motion.status in BEFORE_RECEIPT:
        reasons.append("This motion has not been received and its text can still change. Hide it instead.")
    text = Text(motion.text.title, motion.text.body, motion.text.appendix)
    reasons += [
        f"“{passage}” is not in revision {motion.text.number}."
        for passage in passages
        if not text.holds(passage)
    ]
    left = text.without(passages) if passages and not reasons else text
    if len(left.title) > TITLE_CHARACTERS or max(len(left.body), len(left.appendix)) > BODY_CHARACTERS:
        reasons.append("The text becomes too long with so many marks. Remove longer passages instead.")
    return reasons


def why_not_show(motion: Motion, *, by: User) -> list[str]:
    """Proposing that readers see again what the committee has hidden."""
    reasons = why_not_propose(motion, by=by)
    if not showing.in_force(motion):
        reasons.append("Nothing in this motion is hidden.")
    return reasons


def why_not_second(ruling: Ruling | None, *, by: User) -> list[str]:
    """Being the second of the two people that a proposal takes."""
    if ruling is None or ruling.decided_at or ruling.declined_at:
        return [NO_PROPOSAL]
    reasons = why_not_take_part(ruling.motion, by=by)
    if ruling.proposed_by_id == by.pk:
        reasons.append("You proposed this, so somebody else has to second it.")
    return reasons + _overtaken(ruling)


def _overtaken(ruling: Ruling) -> list[str]:
    """What happened to the motion since something was proposed, where that leaves nothing to decide."""
    motion, reasons = ruling.motion, []
    if ruling.outcome in ABOUT_ONE_TEXT and ruling.revision_id != motion.current_id:
        reasons.append(
            "The motion has been revised since this was proposed. Decline the proposal and read the new text."
        )
    if ruling.outcome == Outcome.RULED_OUT:
        reasons += _only(motion, Status.RECEIVED, "can be ruled out")
    if ruling.outcome == Outcome.REOPENED and ruling.ends != ruling_in_force(motion):
        reasons.append("The ruling is no longer in force. Decline the proposal.")
    return reasons


def why_not_decline(ruling: Ruling | None, *, by: User) -> list[str]:
    """Ending a proposal; whoever made it may take it back."""
    if ruling is None or ruling.decided_at or ruling.declined_at:
        return [NO_PROPOSAL]
    return why_not_take_part(ruling.motion, by=by)


def why_not_rule_in_order(motion: Motion, *, by: User) -> list[str]:
    return why_not_rule(motion, by=by) + _on_hold(motion)


def why_not_publish(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by) + _on_hold(motion)
    if motion.is_public:
        reasons.append("This motion is already public.")
    elif motion.status not in LIVE and motion.status != Status.RULED_OUT:
        reasons.append("Only a motion that has been received can be published.")
    return reasons


def _on_hold(motion: Motion) -> list[str]:
    return (
        [
            "This motion is on hold, because a contact of its group doubts it. Check it and lift the hold "
            "first."
        ]
        if motion.held_at
        else []
    )


def why_not_lift_hold(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by)
    return reasons if motion.held_at else [*reasons, "This motion is not on hold."]


def why_not_vouch(question: GroupQuestion) -> list[str]:
    """A contact saying that the group passed the motion."""
    if question.answer:
        return ["You have already answered. Write to the committee if something has changed."]
    if showing.hiding(question.motion, question.motion.text):
        return ["The committee has hidden this text, so you cannot say whether your group passed it."]
    return _why_not_speak_for_group(question)


def why_not_doubt(question: GroupQuestion) -> list[str]:
    """A contact putting the motion on hold, after a yes too."""
    if question.answer == GroupAnswer.DOUBT:
        return ["You have already put the motion on hold."]
    return _why_not_speak_for_group(question)


def _why_not_speak_for_group(question: GroupQuestion) -> list[str]:
    motion = question.motion
    if motion.status in ENDED:
        return [ENDED[Status(motion.status)]]
    return [] if question.reaches_contact else ["You are no longer on record as a contact of the group."]


def contacts_of(motion: Motion) -> list[Contact]:
    """The contacts on record of the group in whose name a motion comes, as far as they can be written to."""
    if motion.group_id is None:
        return []
    return list(Contact.objects.with_address().filter(group=motion.group_id).order_by("pk"))


def contacts_by_telephone(motion: Motion) -> int:
    """How many more contacts the group has on record, who cannot be written to."""
    if motion.group_id is None:
        return 0
    return Contact.objects.present().filter(group=motion.group_id, email="").count()


def is_known_to_group(motion: Motion) -> bool:
    """Whether a contact on record stands behind a motion in the group's name, or has said yes to it."""
    if motion.group_questions.filter(answer=GroupAnswer.YES).exists():
        return True
    return has_contact_among(motion.backings.standing(), contacts_of(motion))


def has_contact_among(backings: Iterable[Backing], contacts: Iterable[Contact]) -> bool:
    """Whether one of these people behind a motion is one of its group's contacts, by the address."""
    known = {mailboxes.key(contact.email) for contact in contacts}
    return any(mailboxes.key(backing.email) in known for backing in backings)


def why_not_recuse(motion: Motion, *, by: User) -> list[str]:
    return why_not_take_part(motion, by=by)


def why_not_assign(motion: Motion, *, by: User, to: User | None) -> list[str]:
    """Saying which committee member looks after a motion."""
    reasons = why_not_take_part(motion, by=by)
    if to and to != by and why_not_take_part(motion, by=to):
        reasons.append(f"{to} has declared an interest in this motion, so they cannot take part in it.")
    return reasons


def why_not_mark(
    findings: Mapping[str, str], *, shown: Mapping[str, str], present: Mapping[str, str]
) -> list[str]:
    """Marking points of the checklist that somebody else may have marked since they were shown."""
    return [
        f"Somebody else marked “{Point(point).label}” while you had the checklist open. What "
        "you ticked is still here. Check it, then save again."
        for point, finding in findings.items()
        if present.get(point, "") not in {shown.get(point, ""), finding}
    ]


def why_not_withdraw_for_mover(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Withdrawing a motion on the committee's desk, because its mover asked."""
    return why_not_take_part(motion, by=by) + why_not_withdraw(motion, now=now)


def open_ruling(motion: Motion) -> Ruling | None:
    """The proposal that waits for a second person."""
    return motion.rulings.filter(decided_at=None, declined_at=None).first()


def ruling_in_force(motion: Motion) -> Ruling | None:
    """The ruling by which a motion is in order or ruled out; its status has the outcome's name."""
    if motion.status not in (Outcome.IN_ORDER, Outcome.RULED_OUT):
        return None
    decided = motion.rulings.filter(outcome=motion.status, decided_at__isnull=False, ended_at=None)
    return decided.order_by("decided_at", "pk").last()


def _only(motion: Motion, status: Status, words: str) -> list[str]:
    if motion.status == status:
        return []
    present = motion.get_status_display().lower()
    return [f"Only a motion that is {status.label.lower()} {words}; this one is {present}."]
