"""What the committee may do with a motion, and what takes two of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from lla.accounts.models import User

from ..agenda.choices import Nature
from ..amendments import rules as amendments_rules
from ..amendments.texts import as_text
from ..appeals import rules as appeals_rules
from ..composites import options
from ..composites import selectors as composites_selectors
from ..motion import visibility
from ..motion.choices import BEFORE_RECEIPT, Outcome, Status
from ..motion.models import Motion, Ruling
from ..motion.rules import LIVE, why_not_take_part
from ..motion.selectors import answering_for
from ..motion.texts import BODY_CHARACTERS, TITLE_CHARACTERS, Text
from ..placing import rules as placing_rules
from .choices import Point
from .selectors import open_ruling, ruling_in_force

# A proposal about these is overtaken by a new text.
ON_APPEAL = (Outcome.APPEAL_ALLOWED, Outcome.APPEAL_REFUSED)
ABOUT_ONE_TEXT = (Outcome.RULED_OUT, Outcome.REDACTED)
NO_PROPOSAL = "There is no proposal that needs a second person."
PROPOSES = {
    Outcome.RULED_OUT: "to rule this {noun} out",
    Outcome.REOPENED: "to reopen the ruling on this {noun}",
    Outcome.HIDDEN: "to hide this {noun}",
    Outcome.TEXT_HIDDEN: "to hide one text of this {noun}",
    Outcome.REDACTED: "to remove words from this {noun}",
    Outcome.SHOWN: "to show hidden parts of this {noun} again",
    Outcome.ADMITTED: "to admit this {noun}, although it is late",
    Outcome.OVERRIDDEN: "to set a rule aside for this {noun}",
    Outcome.APPEAL_ALLOWED: "to allow the appeal against the ruling on this {noun}",
    Outcome.APPEAL_REFUSED: "to refuse the appeal against the ruling on this {noun}",
}


def why_not_query(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by) + _fallen(motion)
    return reasons + _only(motion, Status.RECEIVED, "can be queried with its mover")


def _fallen(motion: Motion) -> list[str]:
    """An amendment on which conference does not vote, whatever the committee says of it."""
    fallen = amendments_rules.why_fallen(motion)
    return [*fallen, f"Conference does not vote on this {motion.noun}."] if fallen else []


def why_not_end_query(motion: Motion, *, by: User) -> list[str]:
    """Withdrawing a question, or entering an answer that its mover gave in another way than on the site."""
    return why_not_take_part(motion, by=by) + _only(motion, Status.QUERIED, "has a question to be ended")


def why_not_rule(motion: Motion, *, by: User) -> list[str]:
    """Ruling in order, or proposing to rule out."""
    reasons = why_not_propose(motion, by=by) + _fallen(motion)
    return reasons + _only(motion, Status.RECEIVED, "can be ruled on")


def why_not_propose(motion: Motion, *, by: User) -> list[str]:
    """Proposing anything that takes two people: one proposal waits at a time."""
    reasons = why_not_take_part(motion, by=by)
    if ruling := open_ruling(motion):
        proposes = PROPOSES[Outcome(ruling.outcome)].format(noun=motion.noun)
        reasons.append(f"A proposal {proposes} needs a second person. Second or decline it first.")
    return reasons


def why_not_reopen(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Proposing that the committee takes its ruling back and looks at the motion again."""
    reasons = why_not_propose(motion, by=by)
    if ruling_in_force(motion) is None:
        reasons.append(f"There is no ruling on this {motion.noun} to reopen.")
    elif motion.nature == Nature.COMPOSITE:
        reasons.append("Dissolve the composite instead, and its motions are in order again.")
    return reasons + _over(motion, now=now)


def why_not_hide(motion: Motion, *, by: User, number: int | None = None) -> list[str]:
    """Proposing to hide a motion from readers, or one text of it by its number."""
    reasons = why_not_propose(motion, by=by)
    if visibility.is_hidden(motion):
        reasons.append(f"This {motion.noun} is already hidden.")
    elif number is not None:
        revision = motion.revisions.filter(number=number).first()
        if revision is None:
            reasons.append(f"There is no revision {number} of this {motion.noun}.")
        elif visibility.hiding_ruling(motion, revision):
            reasons.append(f"Revision {number} is already hidden.")
    return reasons


def why_not_redact(motion: Motion, *, by: User, passages: Sequence[str] = ()) -> list[str]:
    """Proposing to take words out of the text that stands."""
    reasons = why_not_propose(motion, by=by)
    if motion.status in BEFORE_RECEIPT:
        reasons.append(
            f"This {motion.noun} has not been received and its text can still change. Hide it instead."
        )
    text = Text(motion.text.title, motion.text.body, motion.text.appendix)
    questions = composites_selectors.options_of(motion.text)
    reasons += [
        f"“{passage}” is not in revision {motion.text.number}."
        for passage in passages
        if not text.holds(passage) and not options.hold(questions, passage)
    ]
    base = motion.text.base
    reasons += [
        f"“{passage}” is in the motion itself. Remove it from the motion."
        for passage in passages
        if base and as_text(base).holds(passage)
    ]
    left = text.without(passages) if passages and not reasons else text
    too_long = options.are_too_long(options.without(questions, passages))
    if len(left.title) > TITLE_CHARACTERS or max(len(left.body), len(left.appendix)) > BODY_CHARACTERS:
        too_long = True
    if too_long:
        reasons.append("The text becomes too long with so many marks. Remove longer passages instead.")
    return reasons


def why_not_show(motion: Motion, *, by: User) -> list[str]:
    """Proposing that readers see again what the committee has hidden."""
    reasons = why_not_propose(motion, by=by)
    if not visibility.hiding_rulings(motion):
        reasons.append(f"Nothing in this {motion.noun} is hidden.")
    return reasons


def why_not_admit(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Proposing that a late motion is treated as if it had been in time."""
    reasons = why_not_propose(motion, by=by)
    if not motion.late:
        reasons.append(f"This {motion.noun} is not late.")
    label = placing_rules.why_not_change_label(motion, by=by, now=now)
    return reasons + [reason for reason in label if reason not in reasons]


def why_not_override(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Proposing that a rule does not count for a motion."""
    reasons = why_not_propose(motion, by=by)
    if motion.status in (*BEFORE_RECEIPT, Status.WITHDRAWN):
        reasons.append(
            f"Only {motion.a_noun} that has been received, and not withdrawn, can have a rule set aside."
        )
    return reasons + _over(motion, now=now)


def why_not_decide_appeal(motion: Motion, *, by: User) -> list[str]:
    """Proposing to allow or to refuse an appeal."""
    reasons = why_not_propose(motion, by=by)
    return reasons + [
        reason for reason in appeals_rules.why_not_decide(motion, by=by) if reason not in reasons
    ]


def why_not_second(ruling: Ruling | None, *, by: User, now: datetime) -> list[str]:
    """Being the second of the two people that a proposal takes."""
    if ruling is None or ruling.decided_at or ruling.declined_at:
        return [NO_PROPOSAL]
    reasons = why_not_take_part(ruling.motion, by=by)
    if ruling.proposed_by_id == by.pk:
        reasons.append("You proposed this, so somebody else has to second it.")
    if ruling.outcome in ON_APPEAL:
        own = why_not_take_part(ruling.motion, by=by)
        return reasons + [
            reason for reason in appeals_rules.why_not_decide(ruling.motion, by=by) if reason not in own
        ]
    return reasons + _overtaken(ruling, now=now)


def _overtaken(ruling: Ruling, *, now: datetime) -> list[str]:
    """What happened to the motion since something was proposed, where that leaves nothing to decide."""
    motion, reasons = ruling.motion, []
    if ruling.outcome in ABOUT_ONE_TEXT and ruling.revision_id != motion.current_id:
        reasons.append(
            f"The {motion.noun} has been revised since this was proposed. Decline the proposal and read the "
            "new text."
        )
    if ruling.outcome == Outcome.RULED_OUT:
        reasons += _only(motion, Status.RECEIVED, "can be ruled out")
    if ruling.outcome == Outcome.REOPENED and ruling.ends != ruling_in_force(motion):
        reasons.append("The ruling is no longer in force. Decline the proposal.")
    if ruling.outcome == Outcome.ADMITTED and now >= motion.conference.freeze_at:
        reasons.append(
            f"The order paper is final, so the {motion.noun} gets no other label. Decline the proposal."
        )
    if ruling.outcome == Outcome.ADMITTED and not motion.late:
        reasons.append(f"The {motion.noun} is no longer late. Decline the proposal.")
    return reasons


def why_not_decline(ruling: Ruling | None, *, by: User) -> list[str]:
    """Ending a proposal; whoever made it may take it back."""
    if ruling is None or ruling.decided_at or ruling.declined_at:
        return [NO_PROPOSAL]
    return why_not_take_part(ruling.motion, by=by)


def why_not_rule_in_order(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Putting a motion on the agenda of its conference, which has to be still to come."""
    return why_not_rule(motion, by=by) + _on_hold(motion) + _over(motion, now=now)


def _over(motion: Motion, *, now: datetime) -> list[str]:
    return ["The conference is over."] if motion.conference.is_over(now) else []


def why_not_publish(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by) + _on_hold(motion)
    if motion.is_public:
        reasons.append(f"This {motion.noun} is already public.")
    elif motion.status not in LIVE and motion.status != Status.RULED_OUT:
        reasons.append(f"Only {motion.a_noun} that has been received can be published.")
    return reasons


def _on_hold(motion: Motion) -> list[str]:
    return (
        [
            f"This {motion.noun} is on hold, because a contact of its group doubts it. Check it and lift the "
            "hold first."
        ]
        if motion.held_at
        else []
    )


def why_not_write(motion: Motion, *, by: User) -> list[str]:
    """Writing to the people who answer for a motion."""
    reasons = why_not_take_part(motion, by=by)
    if not answering_for(motion):
        reasons.append(f"None of the people behind this {motion.noun} supports it any more.")
    return reasons


def why_not_recuse(motion: Motion, *, by: User) -> list[str]:
    return why_not_take_part(motion, by=by)


def why_not_assign(motion: Motion, *, by: User, to: User | None) -> list[str]:
    """Saying which committee member looks after a motion."""
    reasons = why_not_take_part(motion, by=by)
    if to and to != by and why_not_take_part(motion, by=to):
        reasons.append(
            f"{to} has declared an interest in this {motion.noun}, so they cannot take part in it."
        )
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


def _only(motion: Motion, status: Status, words: str) -> list[str]:
    if motion.status == status:
        return []
    present = motion.get_status_display().lower()
    return [f"Only {motion.a_noun} that is {status.label.lower()} {words}; this one is {present}."]
