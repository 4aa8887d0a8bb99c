"""Until when one may appeal, who decides an appeal, and what may follow."""

from datetime import datetime, timedelta

from lla.accounts.models import User
from lla.time.wording import moment_in_words

from ..motion.choices import Outcome, Status
from ..motion.models import Motion, Ruling
from ..motion.rules import why_not_take_part
from . import selectors

OPEN_FOR = timedelta(hours=72)


def closes_at(ruling: Ruling) -> datetime:
    """72 hours after the ruling was told, or when the order paper becomes final if that is earlier."""
    if ruling.decided_at is None:
        raise LookupError("A proposal is no ruling yet")
    return min(ruling.decided_at + OPEN_FOR, ruling.motion.conference.freeze_at)


def why_not_appeal(motion: Motion, *, now: datetime) -> list[str]:
    if motion.status == Status.UNDER_APPEAL:
        return ["An appeal against this ruling has been made and is not decided yet."]
    ruling = selectors.ruling_out(motion)
    if ruling is None:
        return ["There is no ruling to appeal against."]
    if selectors.appeal_against(ruling):
        return ["An appeal against this ruling has been refused."]
    if now >= (closed := closes_at(ruling)):
        return [f"Appeals against this ruling closed on {moment_in_words(closed)}."]
    return []


def until_or_why_not(motion: Motion, *, now: datetime) -> str:
    """Until when a motion that is ruled out can be appealed for, or why that is not possible."""
    ruling = selectors.ruling_out(motion)
    if ruling is None or motion.status == Status.UNDER_APPEAL:
        return ""
    return " ".join(why_not_appeal(motion, now=now)) or (
        f"If you do not agree, the mover can appeal until {moment_in_words(closes_at(ruling))}."
    )


def why_not_decide(motion: Motion, *, by: User) -> list[str]:
    """Being one of the two who decide an appeal: neither of them made the ruling."""
    reasons = why_not_take_part(motion, by=by)
    ruling = selectors.ruling_out(motion)
    if motion.status != Status.UNDER_APPEAL or ruling is None:
        return [*reasons, "There is no appeal to decide."]
    if by.pk in (ruling.proposed_by_id, ruling.seconded_by_id):
        reasons.append("You proposed or seconded the ruling, so two others have to decide the appeal.")
    return reasons


def why_not_refer_back(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Having conference itself asked, after an appeal was refused."""
    reasons = why_not_take_part(motion, by=by)
    appeal = selectors.appeal_against(selectors.ruling_out(motion))
    refused = appeal and appeal.decision and appeal.decision.outcome == Outcome.APPEAL_REFUSED
    if motion.status != Status.RULED_OUT or not refused:
        reasons.append(f"Only after a refused appeal can {motion.a_noun} be referred back to conference.")
    elif hasattr(appeal, "reference_back"):
        reasons.append("A reference back is already entered.")
    if motion.conference.is_over(now):
        reasons.append("The conference is over.")
    return reasons
